'use client'

import { ActionIcon, Kbd, Menu, Tooltip } from '@mantine/core'
import { type BenchLayout, benchLayout } from '@plackett/contracts'
import { IconLayoutColumns } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { useKeys } from '../keyboard/use-keys.ts'
import { usePreferences } from '../preferences/use-preferences.ts'

/** How the completions stand and scroll: chosen here or by key, and remembered with the account. */
export function ViewMenu() {
  const t = useTranslations('rank.view')
  const { preferences, save } = usePreferences()
  const { capFor } = useKeys()
  return (
    <Menu position="bottom-end" closeOnItemClick={false} returnFocus>
      <Menu.Target>
        <Tooltip label={t('title')}>
          <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('title')}>
            <IconLayoutColumns size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {t('layout')} {capFor('layout') && <Kbd size="xs">{capFor('layout')}</Kbd>}
        </Menu.Label>
        <Menu.RadioGroup value={preferences.layout} onChange={(value) => save({ layout: value as BenchLayout })}>
          {benchLayout.options.map((layout) => (
            <Menu.RadioItem key={layout} value={layout} {...(layout === 'columns' ? { visibleFrom: 'sm' } : {})}>
              {t(`layouts.${layout}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.CheckboxItem
          checked={preferences.scroll === 'together'}
          onChange={(isTogether) => save({ scroll: isTogether ? 'together' : 'alone' })}
          rightSection={capFor('scroll') && <Kbd size="xs">{capFor('scroll')}</Kbd>}
          visibleFrom="sm"
        >
          {t('scrolls.together')}
        </Menu.CheckboxItem>
      </Menu.Dropdown>
    </Menu>
  )
}
