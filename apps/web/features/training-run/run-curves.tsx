'use client'

import { Text } from '@mantine/core'
import type { TrainingMetric, TrainingRun } from '@plackett/contracts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { LineChart } from '../charts/line-chart.tsx'
import { Panel } from '../common/panel.tsx'
import { QueryView } from '../common/query-view.tsx'
import { useNumbers } from '../common/use-numbers.ts'
import classes from '../project/project-progress.module.css'
import { isUnfinished } from './run-status.tsx'

/** Loss and accuracy over the steps, followed while the run goes on. */
export function RunCurves({ run, refreshMs }: { run: TrainingRun; refreshMs: number }) {
  const metrics = useRunMetrics(run, refreshMs)
  return <QueryView query={metrics}>{(points) => <Curves points={points} run={run} />}</QueryView>
}

/** Only points after the last known step are asked for. When a run ends, all are read once more. */
function useRunMetrics(run: TrainingRun, refreshMs: number) {
  const queryClient = useQueryClient()
  const isLive = isUnfinished(run.status)
  const queryKey = ['trainingRun', 'metrics', run.id, run.attempt, isLive]
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const known = (isLive ? queryClient.getQueryData<TrainingMetric[]>(queryKey) : undefined) ?? []
      const input = { trainingRunId: run.id, ...(known.length > 0 ? { afterStep: known.at(-1)!.step } : {}) }
      return [...known, ...(await api.trainingRun.metrics.query(input, { signal }))]
    },
    placeholderData: (previous) => previous,
    refetchInterval: isLive ? refreshMs : false,
  })
}

function Curves({ points, run }: { points: TrainingMetric[]; run: TrainingRun }) {
  const t = useTranslations('training')
  const { count, percent, decimal } = useNumbers()
  if (points.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t(isUnfinished(run.status) ? 'curvesSoon' : 'noCurves')}
      </Text>
    )
  }
  const heldOut = points.filter((point) => point.heldOutLoss !== null)
  const accuracy = points.filter((point) => point.heldOutAccuracy !== null)
  const report = run.report
  const references = [
    ...(report?.lengthBaseline ? [{ label: t('lengthBaseline'), y: report.lengthBaseline.value }] : []),
    ...(report?.humanCeiling ? [{ label: t('humanCeiling'), y: report.humanCeiling.value }] : []),
  ]
  return (
    <div className={classes.panels}>
      <Panel title={t('loss')}>
        <LineChart
          label={t('lossLabel', { value: decimal(points.at(-1)!.trainLoss) })}
          caption={t('lossCaption')}
          series={[
            {
              label: t('train'),
              colour: 'var(--pk-series-b)',
              points: points.map(({ step, trainLoss }) => ({ x: step, y: trainLoss })),
            },
            {
              label: t('heldOut'),
              colour: 'var(--pk-series-a)',
              points: heldOut.map(({ step, heldOutLoss }) => ({ x: step, y: heldOutLoss! })),
            },
          ]}
          formatX={count}
          formatY={(value) => decimal(value, 2)}
        />
      </Panel>
      <Panel title={t('heldOutAccuracy')}>
        <LineChart
          label={t('accuracyLabel', { value: percent(accuracy.at(-1)?.heldOutAccuracy ?? 0) })}
          caption={t('accuracyCaption', { pairs: report?.accuracy ? count(report.accuracy.n) : '–' })}
          series={[
            {
              label: t('heldOut'),
              colour: 'var(--pk-series-a)',
              points: accuracy.map(({ step, heldOutAccuracy }) => ({ x: step, y: heldOutAccuracy! })),
              interval: report?.accuracy ?? undefined,
            },
          ]}
          references={references}
          formatX={count}
          formatY={(value) => percent(value, 0)}
        />
      </Panel>
    </div>
  )
}
