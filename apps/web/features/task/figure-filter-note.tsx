'use client'

import { Button, Group, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useLanguageName } from '../common/use-language-name.ts'
import type { FigureFilter } from './figure-filter.ts'

/** Says which tasks of the project are listed, where a figure led here, and shows all again. */
export function FigureFilterNote({ filter, onClear }: { filter: FigureFilter; onClear: () => void }) {
  const t = useTranslations('tasks')
  const languageName = useLanguageName()
  const { language, completions, turns, annotatorIds, minRankings, strength } = filter
  const words = [
    ...(language === undefined ? [] : [languageName(language)]),
    ...(completions === undefined ? [] : [t('only.completions', { count: completions })]),
    ...(turns === undefined ? [] : [t(`only.${turns}`)]),
    ...(annotatorIds === undefined ? [] : [t('only.annotators', { count: annotatorIds.length })]),
    ...(minRankings === undefined ? [] : [t('only.rankings', { count: minRankings })]),
    ...(strength === undefined ? [] : [strength === 0 ? t('only.tie') : t('only.strength', { count: strength })]),
  ]
  if (words.length === 0) return null
  return (
    <Group gap="sm" mb="md">
      <Text size="sm">{t('onlyThose', { words: words.join(' · ') })}</Text>
      <Button variant="subtle" size="compact-sm" onClick={onClear}>
        {t('showAll')}
      </Button>
    </Group>
  )
}
