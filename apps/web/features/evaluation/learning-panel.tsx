'use client'

import type { LearningPoint } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { IntervalChart } from '../charts/interval-chart.tsx'
import { Panel } from '../common/panel.tsx'
import { useNumbers } from '../common/use-numbers.ts'

/** What more rankings would bring: accuracy after learning from parts of them. */
export function LearningPanel({ points }: { points: readonly LearningPoint[] }) {
  const t = useTranslations('evaluation')
  const { count, percent } = useNumbers()
  return (
    <Panel title={t('learningCurve')}>
      <IntervalChart
        label={points.map(({ rankings, accuracy }) => `${count(rankings)}: ${percent(accuracy.value)}`).join(', ')}
        caption={t('learningCaption')}
        rows={points.map(({ rankings, accuracy }) => ({
          key: String(rankings),
          label: t('rankings', { count: count(rankings) }),
          ...accuracy,
        }))}
        include={[0.5]}
        format={(value) => percent(value)}
        formatTick={(value) => percent(value, 0)}
        data={{
          filename: 'learning-curve',
          columns: ['rankings', 'accuracy', 'low', 'high'],
          rows: points.map(({ rankings, accuracy: { value, low, high } }) => [rankings, value, low, high]),
        }}
      />
    </Panel>
  )
}
