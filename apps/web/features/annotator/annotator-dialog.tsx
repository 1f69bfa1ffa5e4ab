'use client'

import { Modal, Stack, Text } from '@mantine/core'
import type { AnnotatorReport, Decision } from '@plackett/contracts'
import { useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { IntervalChart } from '../charts/interval-chart.tsx'
import { Moment } from '../common/moment.tsx'
import { QueryView } from '../common/query-view.tsx'
import { useNumbers } from '../common/use-numbers.ts'
import { useProject } from '../shell/project-context.ts'
import { DecisionForm } from './decision-form.tsx'

/** One annotator: agreement over time, what to decide, and what was decided. */
export function AnnotatorDialog({ annotator, onClose }: { annotator: AnnotatorReport; onClose: () => void }) {
  const t = useTranslations('annotators')
  const { id: projectId } = useProject()
  const { annotatorId } = annotator
  const decisions = useQuery(queryOf('annotator.decisions', api.annotator.decisions, { projectId, annotatorId }))
  return (
    <Modal opened onClose={onClose} title={annotator.name} size="lg">
      <Stack gap="lg">
        <OverTime overTime={annotator.overTime} />
        <Text size="sm">
          {t('patterns', {
            asShown: annotator.asShown,
            tooFast: annotator.tooFast,
            rankings: annotator.rankings,
          })}
        </Text>
        <DecisionForm annotator={annotator} />
        <QueryView query={decisions}>{(list) => <Decisions decisions={list} />}</QueryView>
      </Stack>
    </Modal>
  )
}

function OverTime({ overTime }: { overTime: AnnotatorReport['overTime'] }) {
  const t = useTranslations('annotators')
  const { percent, count } = useNumbers()
  const format = useFormatter()
  if (overTime.length < 2) return <Text size="sm">{t('tooFewForDrift')}</Text>
  const day = (at: string) => format.dateTime(new Date(at), { day: 'numeric', month: 'short', timeZone: 'UTC' })
  return (
    <IntervalChart
      label={t('overTime')}
      caption={t('overTimeCaption')}
      rows={overTime.map(({ until, agreement }) => ({
        key: until,
        label: t('until', { day: day(until) }),
        value: agreement.value,
        low: agreement.low,
        high: agreement.high,
        note: t('nPairs', { n: count(agreement.n) }),
      }))}
      include={[0.5, 1]}
      format={(value) => percent(value, 0)}
      formatTick={(value) => percent(value, 0)}
      data={{
        filename: 'agreement-over-time',
        columns: ['until', 'agreement', 'low', 'high', 'pairs'],
        rows: overTime.map(({ until, agreement: { value, low, high, n } }) => [until, value, low, high, n]),
      }}
    />
  )
}

function Decisions({ decisions }: { decisions: Decision[] }) {
  const t = useTranslations('annotators')
  if (decisions.length === 0) return <Text size="sm">{t('noDecisions')}</Text>
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {t('decisions')}
      </Text>
      {decisions.map((decision) => (
        <div key={decision.id}>
          <Text size="sm">
            {t(`decided.${decision.kind}`, { weight: decision.weight ?? 1 })}
            {decision.text && `: ${decision.text}`}
          </Text>
          <Text size="xs" c="dimmed">
            {decision.decidedBy ?? t('byRule')} · <Moment at={decision.createdAt} />
          </Text>
        </div>
      ))}
    </Stack>
  )
}
