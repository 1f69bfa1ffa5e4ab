import { useDirection } from '@mantine/core'
import type { KeyCommand } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { usePreferences } from '../preferences/use-preferences.ts'
import { keyMapOf } from './key-map.ts'
import { mirrored } from './key-names.ts'

const symbols: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Enter: '↵',
  Escape: 'Esc',
}

/** The person's keys, and how they are written: as on the key where it has a sign, arrows as they point for the reader. */
export function useKeys() {
  const t = useTranslations('keys')
  const map = keyMapOf(usePreferences().preferences.keys)
  const { dir } = useDirection()
  const capOf = (name: string) => {
    const key = dir === 'rtl' ? mirrored(name) : name
    const plain = key.replace('Shift+', '')
    const cap = plain === 'Space' ? t('space') : (symbols[plain] ?? plain)
    return key === plain ? cap : `⇧ ${cap}`
  }
  /** The first key of a command as it is written, or null where it has none. */
  const capFor = (command: KeyCommand) => (map[command][0] === undefined ? null : capOf(map[command][0]))
  return { map, capOf, capFor }
}
