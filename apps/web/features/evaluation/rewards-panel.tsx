'use client'

import { Stack } from '@mantine/core'
import type { Evaluation } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { HistogramChart } from '../charts/histogram-chart.tsx'
import { Figure, Figures } from '../common/figure.tsx'
import { Panel } from '../common/panel.tsx'
import { useNumbers } from '../common/use-numbers.ts'

interface RewardsPanelProps {
  histogram: NonNullable<Evaluation['histogram']>
  length: Evaluation['length']
}

/** How rewards are spread, and how they go with length. */
export function RewardsPanel({ histogram, length }: RewardsPanelProps) {
  const t = useTranslations('evaluation')
  const { percent, decimal } = useNumbers()
  const { edges, best, others } = histogram
  const correlation = (value: number | null) => (value === null ? '–' : decimal(value, 2))
  return (
    <Panel title={t('rewards')}>
      <Stack gap="md">
        <HistogramChart
          label={t('rewards')}
          caption={t('rewardsCaption')}
          edges={edges}
          series={[
            { label: t('others'), colour: 'var(--pk-series-b)', counts: others },
            { label: t('best'), colour: 'var(--pk-series-a)', counts: best },
          ]}
          format={(value) => decimal(value, 1)}
          formatShare={(share) => percent(share, 0)}
          data={{
            filename: 'rewards',
            columns: ['from', 'to', 'best', 'others'],
            rows: best.map((count, at) => [edges[at]!, edges[at + 1]!, count, others[at]!]),
          }}
        />
        <Figures>
          <Figure label={t('spearman')} value={correlation(length.spearman)} note={t('spearmanNote')} />
          <Figure
            label={t('withinRankings')}
            value={correlation(length.withinRankings)}
            note={t('withinRankingsNote')}
          />
        </Figures>
      </Stack>
    </Panel>
  )
}
