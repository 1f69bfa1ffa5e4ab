import { useEffect, useRef } from 'react'
import { type Command, claimsKey, commandOfKey } from './command-of-key.ts'

/** Hears the page's keys and hands on those that are commands, unless a field, a dialog or a pressed button claims them. */
export function useKeyCommands(run: (command: Command) => void): void {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.defaultPrevented || claimsKey(document.activeElement, event.key)) return
      if (isCovered()) return
      const command = commandOfKey(event)
      if (!command) return
      event.preventDefault()
      latest.current(command)
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [])
}

/** A dialog over the bench has the keys to itself; one that holds a bench does not. */
function isCovered(): boolean {
  const dialogs = [...document.querySelectorAll('[role="dialog"]')]
  return dialogs.some((dialog) => !dialog.querySelector('[data-rank-bench]'))
}
