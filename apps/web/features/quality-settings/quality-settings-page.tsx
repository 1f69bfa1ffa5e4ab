'use client'

import { Stack } from '@mantine/core'
import { SettingsTabs } from '../settings/settings-tabs.tsx'
import { GoldSettings } from './gold-settings.tsx'
import { SelectionSettings } from './selection-settings.tsx'

/** How the project tests its annotators, and how it chooses what to ask next. */
export function QualitySettingsPage() {
  return (
    <>
      <SettingsTabs />
      <Stack gap="md">
        <GoldSettings />
        <SelectionSettings />
      </Stack>
    </>
  )
}
