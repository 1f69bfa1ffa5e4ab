'use client'

import { Button, Group, Select, Stack, Text } from '@mantine/core'
import { type LabelPresetName, type LabelSettings, labelPresetNames, labelPresets } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { SettingsForm } from './label-composer.tsx'

/** Settings as known work had them, to begin from. */
export function PresetMenu({ form }: { form: SettingsForm }) {
  const t = useTranslations('labelPresets')
  const wordsOf = usePresetWords()
  const [name, setName] = useState<LabelPresetName>('arena')
  return (
    <Stack gap="xs">
      <Group gap="xs" align="flex-end">
        <Select
          flex={1}
          label={t('preset')}
          data={labelPresetNames.map((value) => ({ value, label: t(`${value}.title`) }))}
          value={name}
          onChange={(value) => value && setName(value as LabelPresetName)}
        />
        <Button variant="default" onClick={() => form.setValues(wordsOf(labelPresets[name]))}>
          {t('use')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed">
        {t(`${name}.about`)}
      </Text>
    </Stack>
  )
}

/** A preset in the engineer's language: words that are known are translated, by their key or by what they say. */
function usePresetWords(): (settings: LabelSettings) => LabelSettings {
  const t = useTranslations('labelPresets.words')
  const has = (word: string) => t.has(word as never)
  const textOf = (words: string) => {
    const key = words
      .toLowerCase()
      .replace(/[^a-z]+/g, '_')
      .replace(/^_|_$/g, '')
    return has(key) ? t(key as never) : words
  }
  const named = <T extends { key: string; label: string }>(name: T): T => {
    return has(name.key) ? { ...name, label: t(name.key as never) } : name
  }
  return (settings) => ({
    ...settings,
    question: textOf(settings.question),
    strengths: settings.strengths.map(textOf),
    ratings: settings.ratings.map(named),
    flags: settings.flags.map(named),
    spans: settings.spans.map(named),
  })
}
