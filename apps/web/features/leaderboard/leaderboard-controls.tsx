'use client'

import { Group, NumberInput, Select, Switch } from '@mantine/core'
import type { Leaderboard, LeaderboardInput } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { useLanguageName } from '../common/use-language-name.ts'

interface LeaderboardControlsProps {
  input: LeaderboardInput
  /** The leaderboard of everything, which knows all languages and models. */
  whole: Leaderboard | null
  onChange: (change: Record<string, string | null>) => void
}

/** No option of a select may be the empty word, which stands for prompts without a language. */
const noLanguage = '–'

export function LeaderboardControls({ input, whole, onChange }: LeaderboardControlsProps) {
  const t = useTranslations('leaderboard')
  const languageName = useLanguageName()
  const languages = whole?.byLanguage.map(({ language }) => language ?? '') ?? []
  const isLost = input.language !== undefined && !languages.includes(input.language)
  const known = isLost ? [...languages, input.language!] : languages
  return (
    <Group gap="sm" align="flex-end">
      <Select
        label={t('language')}
        placeholder={t('all')}
        data={known.map((language) => ({ value: language || noLanguage, label: languageName(language) }))}
        value={input.language === undefined ? null : input.language || noLanguage}
        onChange={(language) => onChange({ language: language === noLanguage ? '' : language })}
        clearable
        w={150}
      />
      <Select
        label={t('turns')}
        placeholder={t('all')}
        data={(['one', 'many'] as const).map((turns) => ({ value: turns, label: t(`turnsOf.${turns}`) }))}
        value={input.turns ?? null}
        onChange={(turns) => onChange({ turns })}
        clearable
        w={150}
      />
      <Select
        label={t('anchor')}
        placeholder={t('meanAnchor')}
        data={whole?.rows.map(({ model }) => model) ?? []}
        value={input.anchor?.model ?? null}
        onChange={(anchor) => onChange({ anchor, rating: null })}
        clearable
        searchable
        w={190}
      />
      {input.anchor && (
        <NumberInput
          label={t('anchorRating')}
          value={input.anchor.rating}
          onChange={(rating) => typeof rating === 'number' && onChange({ rating: String(rating) })}
          min={-10_000}
          max={10_000}
          w={110}
        />
      )}
      <Select
        label={t('intervals')}
        data={(['tasks', 'votes'] as const).map((intervals) => ({
          value: intervals,
          label: t(`intervalsBy.${intervals}`),
        }))}
        value={input.intervals}
        onChange={(intervals) => onChange({ intervals: intervals === 'tasks' ? null : intervals })}
        allowDeselect={false}
        w={150}
      />
      <Switch
        label={t('styleControl')}
        checked={input.isStyleControlled}
        onChange={(event) => onChange({ style: event.currentTarget.checked ? '1' : null })}
        pb={8}
      />
    </Group>
  )
}
