'use client'

import { Button, Group, Stack, Text } from '@mantine/core'
import type { KeyCommand } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ConfirmButton } from '../common/confirm-button.tsx'
import { Panel } from '../common/panel.tsx'
import { ProblemNote } from '../common/problem-note.tsx'
import { usePreferences } from '../preferences/use-preferences.ts'
import { ProfileTabs } from '../profile/profile-tabs.tsx'
import { AppFrame } from '../shell/app-frame.tsx'
import { assignKeys, commandGroups, commandWith, isPlace, placeCommands } from './key-map.ts'
import { KeyRow } from './key-row.tsx'
import { useKeys } from './use-keys.ts'

/** Every key of the ranking screen, to be changed: for another keyboard, one hand, or a switch. */
export function KeyboardPage() {
  const t = useTranslations('keys')
  const { preferences, save, saving } = usePreferences()
  const { map, capOf } = useKeys()
  const [notice, setNotice] = useState('')
  const nameOf = (command: KeyCommand) =>
    isPlace(command) ? t('placeOne', { number: command.slice(-1) }) : t(`commands.${command}`)

  const change = (command: KeyCommand, keys: readonly string[]) => {
    const added = keys.find((key) => !map[command].includes(key))
    const loser = added === undefined ? undefined : commandWith(added, map)
    setNotice(loser ? t('taken', { key: capOf(added!), command: nameOf(loser) }) : '')
    save({ keys: assignKeys(map, command, keys) })
  }
  const isChanged = Object.keys(preferences.keys).length > 0
  return (
    <AppFrame>
      <ProfileTabs />
      <Stack gap="md">
        <Group justify="space-between" align="flex-start">
          <Text size="sm" c="dimmed" maw={560}>
            {t('changeNote')}
          </Text>
          {isChanged && (
            <ConfirmButton title={t('resetAll')} question={t('resetAllNote')} onConfirm={() => save({ keys: {} })}>
              {(ask) => (
                <Button variant="default" onClick={ask}>
                  {t('resetAll')}
                </Button>
              )}
            </ConfirmButton>
          )}
        </Group>
        <Text size="sm" role="status" className="pk-figures">
          {notice}
        </Text>
        {saving.isError && <ProblemNote error={saving.error} />}
        {[{ group: 'places' as const, commands: placeCommands }, ...commandGroups].map(({ group, commands }) => (
          <Panel key={group} title={t(`groups.${group}`)}>
            {commands.map((command) => (
              <KeyRow
                key={command}
                command={command}
                name={nameOf(command)}
                keys={map[command]}
                onChange={(keys) => change(command, keys)}
              />
            ))}
          </Panel>
        ))}
      </Stack>
    </AppFrame>
  )
}
