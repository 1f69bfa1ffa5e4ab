'use client'

import { Kbd, Modal, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import classes from './keys-dialog.module.css'

const rows = [
  ['keyDigits', ['1', '…', '9']],
  ['keyTie', ['=']],
  ['keyEnter', ['Enter']],
  ['keyBackspace', ['Backspace']],
  ['keyEscape', ['Esc']],
  ['keyUndo', ['u']],
  ['keySelect', ['←', '→']],
  ['keyMove', ['↑', '↓']],
  ['keyTieSelected', ['=']],
  ['keyCompare', ['c']],
  ['keyRaw', ['r']],
  ['keyGuidelines', ['g']],
  ['keySkip', ['s']],
  ['keyNotRankable', ['n']],
  ['keyHelp', ['?']],
] as const

/** Every key of the ranking screen, with the six that most answers take as an example. */
export function KeysDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useTranslations('keys')
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('title')} size="md">
      <Text size="sm" mb="md">
        {t.rich('example', { kbd: (key) => <Kbd>{key}</Kbd> })}
      </Text>
      <dl className={classes.keys}>
        {rows.map(([key, caps]) => (
          <div key={key} className={classes.row}>
            <dt>
              {caps.map((cap) => (
                <Kbd key={cap}>{cap}</Kbd>
              ))}
            </dt>
            <dd>{t(key)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
