'use client'

import { ActionIcon, Button, Kbd } from '@mantine/core'
import type { KeyCommand } from '@plackett/contracts'
import { IconPlus, IconRotate, IconX } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useState } from 'react'
import { defaultKeys } from './key-map.ts'
import { keyNamesOf } from './key-names.ts'
import classes from './key-row.module.css'
import { useKeys } from './use-keys.ts'

interface KeyRowProps {
  command: KeyCommand
  name: string
  keys: readonly string[]
  onChange: (keys: readonly string[]) => void
}

const mostKeys = 3

/** One command with its keys: each can be taken away, and the next key pressed added. */
export function KeyRow({ command, name, keys, onChange }: KeyRowProps) {
  const t = useTranslations('keys')
  const { capOf } = useKeys()
  const defaults = defaultKeys[command]
  const isChanged = keys.join('\n') !== defaults.join('\n')
  return (
    <div role="group" aria-label={name} className={classes.row}>
      <span className={classes.name}>{name}</span>
      <span className={classes.keys}>
        {keys.length === 0 && <span className={classes.none}>{t('noKey')}</span>}
        {keys.map((key) => (
          <span key={key} className={classes.key}>
            <Kbd>{capOf(key)}</Kbd>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={24}
              aria-label={t('remove', { key: capOf(key), command: name })}
              onClick={() => onChange(keys.filter((other) => other !== key))}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          </span>
        ))}
        {keys.length < mostKeys && <AddKey command={name} onPress={(key) => onChange([...new Set([...keys, key])])} />}
        {isChanged && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<IconRotate size={14} aria-hidden />}
            aria-label={t('resetOf', { command: name })}
            onClick={() => onChange(defaults)}
          >
            {t('reset')}
          </Button>
        )}
      </span>
    </div>
  )
}

/** A button that takes the next key pressed. Tab, or a press elsewhere, gives that up. */
function AddKey({ command, onPress }: { command: string; onPress: (key: string) => void }) {
  const t = useTranslations('keys')
  const [isListening, setListening] = useState(false)
  const hear = (event: KeyboardEvent) => {
    if (!isListening || event.key === 'Tab') return
    const [name] = keyNamesOf(event.nativeEvent)
    if (name === undefined) return
    event.preventDefault()
    setListening(false)
    onPress(name)
  }
  return (
    <Button
      variant={isListening ? 'light' : 'subtle'}
      size="compact-sm"
      leftSection={!isListening && <IconPlus size={14} aria-hidden />}
      aria-label={isListening ? t('press') : t('addOf', { command })}
      aria-live="polite"
      onClick={() => setListening(true)}
      onKeyDown={hear}
      onBlur={() => setListening(false)}
    >
      {t(isListening ? 'press' : 'add')}
    </Button>
  )
}
