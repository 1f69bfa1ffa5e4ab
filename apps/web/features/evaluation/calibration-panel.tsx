'use client'

import { Stack } from '@mantine/core'
import type { Evaluation } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { ReliabilityChart } from '../charts/reliability-chart.tsx'
import { Figure, Figures } from '../common/figure.tsx'
import { Panel } from '../common/panel.tsx'
import { useNumbers } from '../common/use-numbers.ts'

/** Whether the probability that differences of rewards stand for comes true. */
export function CalibrationPanel({ calibration }: { calibration: Evaluation['calibration'] }) {
  const t = useTranslations('evaluation')
  const { percent, decimal } = useNumbers()
  const { expectedError, expectedErrorAfter, temperature, logLossBefore, logLossAfter, bins } = calibration
  const known = (value: number | null, format: (value: number) => string) => (value === null ? '–' : format(value))
  return (
    <Panel title={t('calibration')}>
      <Stack gap="md">
        <ReliabilityChart
          label={bins.map((bin) => `${percent(bin.predicted, 0)} → ${percent(bin.observed, 0)}`).join(', ')}
          caption={t('calibrationCaption')}
          bins={bins}
          predicted={t('predicted')}
          observed={t('observed')}
          format={(value) => percent(value, 0)}
          data={{
            filename: 'calibration',
            columns: ['predicted', 'observed', 'pairs'],
            rows: bins.map(({ predicted, observed, count }) => [predicted, observed, count]),
          }}
        />
        <Figures>
          <Figure label={t('expectedError')} value={known(expectedError, percent)} note={t('expectedErrorNote')} />
          <Figure
            label={t('temperature')}
            value={known(temperature, (value) => decimal(value, 2))}
            note={t('temperatureNote')}
          />
          <Figure label={t('errorAfter')} value={known(expectedErrorAfter, percent)} />
          <Figure
            label={t('logLoss')}
            value={known(logLossBefore, decimal)}
            note={t('logLossAfter', { value: known(logLossAfter, decimal) })}
          />
        </Figures>
      </Stack>
    </Panel>
  )
}
