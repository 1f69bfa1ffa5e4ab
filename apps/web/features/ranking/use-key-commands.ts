import { useDirection } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { keyMapOf } from '../keyboard/key-map.ts'
import { usePreferences } from '../preferences/use-preferences.ts'
import { type Command, claimsKey, commandOfKey } from './command-of-key.ts'

/**
 * Hears the page's keys and hands on those that are commands, unless a field, a dialog or a pressed button claims them.
 * `run` returns whether it had a use for the command; without one the key stays the browser's, which scrolls by arrows.
 * With `isInside` they are heard only while the focus is in a bench.
 */
export function useKeyCommands(run: (command: Command) => boolean, { isInside = false } = {}): void {
  const map = keyMapOf(usePreferences().preferences.keys)
  const { dir } = useDirection()
  const latest = useRef({ run, map, dir })
  useEffect(() => {
    latest.current = { run, map, dir }
  })
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.defaultPrevented || claimsKey(document.activeElement, event.key)) return
      if (isCovered() || (isInside && !document.activeElement?.closest('[data-rank-bench]'))) return
      const { run, map, dir } = latest.current
      const command = commandOfKey(event, map, dir === 'rtl')
      if (command && run(command)) event.preventDefault()
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [isInside])
}

/** A dialog over the bench has the keys to itself; one that holds a bench does not. */
function isCovered(): boolean {
  const dialogs = [...document.querySelectorAll('[role="dialog"]')]
  return dialogs.some((dialog) => !dialog.querySelector('[data-rank-bench]'))
}
