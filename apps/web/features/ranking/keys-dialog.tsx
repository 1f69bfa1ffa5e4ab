'use client'

import { Kbd, Modal, Text } from '@mantine/core'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { commandGroups, defaultKeys, placeCommands } from '../keyboard/key-map.ts'
import { useKeys } from '../keyboard/use-keys.ts'
import classes from './keys-dialog.module.css'

/** Every key of the ranking screen, with the six that most answers take as an example. */
export function KeysDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useTranslations('keys')
  const { map, capOf } = useKeys()
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('title')} size="lg">
      <Text size="sm" mb="md">
        {t.rich('example', { kbd: (key) => <Kbd>{key}</Kbd> })}
      </Text>
      <dl className={classes.keys}>
        <KeyRow caps={digitCaps(placeCommands.flatMap((command) => map[command].map(capOf)))} words={t('place')} />
        {commandGroups.flatMap(({ commands }) =>
          commands.map((command) => (
            <KeyRow key={command} caps={map[command].map(capOf)} words={t(`commands.${command}`)} />
          )),
        )}
      </dl>
      <Text size="sm" mt="md">
        <Link href="/profile/keyboard" className="pk-link">
          {t('change')}
        </Link>
      </Text>
    </Modal>
  )
}

function KeyRow({ caps, words }: { caps: string[]; words: string }) {
  if (caps.length === 0) return null
  return (
    <div className={classes.row}>
      <dt>
        {caps.map((cap) => (
          <Kbd key={cap}>{cap}</Kbd>
        ))}
      </dt>
      <dd>{words}</dd>
    </div>
  )
}

/** Nine digits are said by their ends. */
function digitCaps(caps: string[]): string[] {
  const digits = placeCommands.flatMap((command) => defaultKeys[command])
  return caps.join() === digits.join() ? [caps[0]!, '…', caps.at(-1)!] : caps
}
