'use client'

import { type MantineColorScheme, SegmentedControl, Select, Stack, Text, useMantineColorScheme } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { type Locale, localeCookie, localeNames, locales } from '../../i18n/locales.ts'
import { type Contrast, contrasts } from '../../theme/contrast.ts'
import { Panel } from '../common/panel.tsx'
import { AppFrame } from '../shell/app-frame.tsx'
import { ProfileTabs } from './profile-tabs.tsx'
import { useContrast } from './use-contrast.ts'

export function ProfilePage() {
  const t = useTranslations('profile')
  return (
    <AppFrame>
      <ProfileTabs />
      <Stack gap="md">
        <Panel title={t('language')}>
          <LanguageChoice />
        </Panel>
        <Panel title={t('theme')}>
          <ThemeChoice />
        </Panel>
        <Panel title={t('contrast')}>
          <ContrastChoice />
        </Panel>
      </Stack>
    </AppFrame>
  )
}

const yearSeconds = 31_536_000

function LanguageChoice() {
  const t = useTranslations('profile')
  const locale = useLocale()
  const router = useRouter()
  const choose = (next: Locale) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the cookie store of browsers exists on https only
    document.cookie = `${localeCookie}=${next}; path=/; max-age=${yearSeconds}; samesite=lax`
    router.refresh()
  }
  return (
    <Select
      aria-label={t('language')}
      data={locales.map((value) => ({ value, label: localeNames[value].name }))}
      value={locale}
      onChange={(value) => value && choose(value as Locale)}
      w={240}
    />
  )
}

function ThemeChoice() {
  const t = useTranslations('profile')
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Stack gap="xs" align="flex-start">
      <SegmentedControl
        aria-label={t('theme')}
        data={(['light', 'dark', 'auto'] as const).map((value) => ({ value, label: t(`themes.${value}`) }))}
        value={colorScheme}
        onChange={(value) => setColorScheme(value as MantineColorScheme)}
      />
      <Text size="sm" c="dimmed">
        {t('themeNote')}
      </Text>
    </Stack>
  )
}

function ContrastChoice() {
  const t = useTranslations('profile')
  const { contrast, setContrast } = useContrast()
  return (
    <SegmentedControl
      aria-label={t('contrast')}
      data={contrasts.map((value) => ({ value, label: t(`contrasts.${value}`) }))}
      value={contrast}
      onChange={(value) => setContrast(value as Contrast)}
    />
  )
}
