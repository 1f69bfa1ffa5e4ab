'use client'

import { Stack } from '@mantine/core'
import type { Evaluation } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { IntervalChart } from '../charts/interval-chart.tsx'
import { Figure, Figures } from '../common/figure.tsx'
import { Panel } from '../common/panel.tsx'
import { useNumbers } from '../common/use-numbers.ts'

/** Whether an ensemble disagrees where it errs. */
export function EnsemblePanel({ ensemble }: { ensemble: NonNullable<Evaluation['ensemble']> }) {
  const t = useTranslations('evaluation')
  const { percent, decimal } = useNumbers()
  return (
    <Panel title={t('ensemble')}>
      <Stack gap="md">
        <IntervalChart
          label={ensemble.bins.map(({ accuracy }, at) => `${at + 1}: ${percent(accuracy.value)}`).join(', ')}
          caption={t('ensembleCaption')}
          rows={ensemble.bins.map(({ deviation, accuracy }, at) => ({
            key: String(at),
            label: t('fifth', { number: at + 1 }),
            ...accuracy,
            note: t('deviation', { value: decimal(deviation, 2) }),
          }))}
          include={[0.5, 1]}
          format={(value) => percent(value, 0)}
          formatTick={(value) => percent(value, 0)}
        />
        <Figures>
          <Figure
            label={t('errorArea')}
            value={ensemble.errorArea === null ? '–' : decimal(ensemble.errorArea, 2)}
            note={t('errorAreaNote')}
          />
        </Figures>
      </Stack>
    </Panel>
  )
}
