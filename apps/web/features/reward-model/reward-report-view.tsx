'use client'

import { Alert, Stack, Text } from '@mantine/core'
import type { RewardReport } from '@plackett/contracts'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { EstimateChart, type EstimateRow } from '../charts/estimate-chart.tsx'
import { Figure, Figures } from '../common/figure.tsx'
import { useNumbers } from '../common/use-numbers.ts'

/** What a reward model is worth, beside what length alone achieves and what people agree on. */
export function RewardReportView({ report }: { report: RewardReport }) {
  const t = useTranslations('report')
  const { count, percent, decimal } = useNumbers()
  const { accuracy, lengthBaseline, humanCeiling } = report
  const rows: EstimateRow[] = [
    ...(accuracy ? [{ label: t('accuracy'), estimate: accuracy, isSubject: true }] : []),
    ...(lengthBaseline ? [{ label: t('lengthBaseline'), estimate: lengthBaseline, isSubject: false }] : []),
    ...(humanCeiling ? [{ label: t('humanCeiling'), estimate: humanCeiling, isSubject: false }] : []),
  ]
  const beatsLength = !accuracy || !lengthBaseline || accuracy.value > lengthBaseline.value
  return (
    <Stack gap="md">
      {!beatsLength && (
        <Alert color="yellow" variant="light" icon={<IconAlertTriangle aria-hidden />}>
          {t('notBetter')}
        </Alert>
      )}
      {rows.length > 0 ? (
        <EstimateChart
          label={rows.map((row) => `${row.label} ${percent(row.estimate.value)}`).join(', ')}
          caption={t(humanCeiling ? 'caption' : 'captionNoCeiling')}
          rows={rows}
          format={(value) => percent(value)}
          formatTick={(value) => percent(value, 0)}
        />
      ) : (
        <Text size="sm" c="dimmed">
          {t('noHeldOut')}
        </Text>
      )}
      <Figures>
        <Figure
          label={t('pairs')}
          value={count(report.pairs)}
          note={t('inPrompts', { count: count(report.prompts) })}
        />
        <Figure
          label={t('logLoss')}
          value={report.logLoss === null ? '–' : decimal(report.logLoss)}
          note={t('logLossNote')}
        />
        <Figure
          label={t('lengthCorrelation')}
          value={report.lengthCorrelation === null ? '–' : decimal(report.lengthCorrelation, 2)}
          note={t('lengthCorrelationNote')}
        />
        <Figure
          label={t('rewards')}
          value={decimal(report.rewardMean, 2)}
          note={t('deviation', { value: decimal(report.rewardDeviation, 2) })}
        />
      </Figures>
    </Stack>
  )
}
