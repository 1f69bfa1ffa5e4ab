'use client'

import type { Leaderboard } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { IntervalChart } from '../charts/interval-chart.tsx'
import { Panel } from '../common/panel.tsx'
import { useNumbers } from '../common/use-numbers.ts'

/** What length and mark-up alone are worth to people, in points of rating. */
export function StylePanel({ style }: { style: NonNullable<Leaderboard['style']> }) {
  const t = useTranslations('leaderboard')
  const { count, decimal } = useNumbers()
  return (
    <Panel title={t('style')} note={t('nComparisons', { count: count(style.comparisons) })}>
      <IntervalChart
        label={t('style')}
        caption={t('styleCaption')}
        rows={style.effects.map(({ property, points, low, high }) => ({
          key: property,
          label: t(`property.${property}`),
          value: points,
          low,
          high,
        }))}
        reference={{ label: t('noEffect'), value: 0 }}
        format={(value) => decimal(value, 1)}
        formatTick={(value) => count(value)}
        data={{
          filename: 'style-effects',
          columns: ['property', 'points', 'low', 'high'],
          rows: style.effects.map(({ property, points, low, high }) => [property, points, low, high]),
        }}
      />
    </Panel>
  )
}
