'use client'

import type { DatasetCounts } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { Figure, Figures } from '../common/figure.tsx'
import { useNumbers } from '../common/use-numbers.ts'

export function CountFigures({ counts }: { counts: DatasetCounts }) {
  const t = useTranslations('versions')
  const { count } = useNumbers()
  return (
    <Figures>
      <Figure
        label={t('prompts')}
        value={count(counts.prompts)}
        note={
          counts.nearDuplicates > 0
            ? t('groups', { groups: count(counts.groups), near: count(counts.nearDuplicates) })
            : t('completions', { count: count(counts.completions) })
        }
      />
      <Figure
        label={t('rankings')}
        value={count(counts.rankings)}
        note={t('annotators', { count: counts.annotators })}
      />
      <Figure
        label={t('comparisons')}
        value={count(counts.comparisons)}
        note={t('ties', { count: count(counts.ties) })}
      />
    </Figures>
  )
}
