'use client'

import { Alert, Anchor, Button, Progress, Stack, Text } from '@mantine/core'
import type { TrainingRun } from '@plackett/contracts'
import { IconAlertTriangle, IconPlayerStop, IconTrophy } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { RequestProblem } from '../../trpc/problem-of.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { LinkButton } from '../common/link-button.tsx'
import { PageHeader } from '../common/page-header.tsx'
import { Panel } from '../common/panel.tsx'
import { ProblemNote } from '../common/problem-note.tsx'
import { QueryView } from '../common/query-view.tsx'
import { useNumbers } from '../common/use-numbers.ts'
import { useWording } from '../common/use-wording.ts'
import { EvaluationView } from '../evaluation/evaluation-view.tsx'
import { RewardReportView } from '../reward-model/reward-report-view.tsx'
import { useProject } from '../shell/project-context.ts'
import { RunCurves } from './run-curves.tsx'
import { RunSettings } from './run-settings.tsx'
import { isUnfinished, RunStatus } from './run-status.tsx'

const refreshMs = 1_000

/** One run: its curves as they grow, then what it is worth. */
export function RunPage({ trainingRunId }: { trainingRunId: string }) {
  const t = useTranslations('training')
  const { id: projectId } = useProject()
  const run = useQuery({
    ...queryOf('trainingRun.get', api.trainingRun.get, { trainingRunId }),
    refetchInterval: ({ state }) => (state.data && isUnfinished(state.data.status) ? refreshMs : false),
  })
  return (
    <>
      <PageHeader
        parent={
          <Anchor component={Link} href={`/projects/${projectId}/training`}>
            {t('back')}
          </Anchor>
        }
        title={run.data ? run.data.name || t('unnamed') : t('run')}
        description={run.data && <RunStatus status={run.data.status} />}
        actions={run.data && <RunActions run={run.data} projectId={projectId} />}
      />
      <QueryView query={run}>{(data) => <RunView run={data} projectId={projectId} />}</QueryView>
    </>
  )
}

function RunActions({ run, projectId }: { run: TrainingRun; projectId: string }) {
  const t = useTranslations('training')
  const queryClient = useQueryClient()
  const cancel = useMutation({
    mutationFn: () => api.trainingRun.cancel.mutate({ trainingRunId: run.id }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['trainingRun'] }),
  })
  if (run.rewardModelId) {
    return (
      <LinkButton
        href={`/projects/${projectId}/models/${run.rewardModelId}`}
        leftSection={<IconTrophy size={16} aria-hidden />}
      >
        {t('seeModel')}
      </LinkButton>
    )
  }
  if (!isUnfinished(run.status)) return null
  return (
    <>
      {cancel.isError && <ProblemNote error={cancel.error} />}
      <Button
        variant="default"
        onClick={() => cancel.mutate()}
        loading={cancel.isPending}
        leftSection={<IconPlayerStop size={16} aria-hidden />}
      >
        {t('cancel')}
      </Button>
    </>
  )
}

function RunView({ run, projectId }: { run: TrainingRun; projectId: string }) {
  const t = useTranslations('training')
  return (
    <Stack gap="md">
      {isUnfinished(run.status) && <RunProgress run={run} />}
      {run.error && <RunError error={run.error} />}
      {run.report && (
        <Panel title={t('report')}>
          <RewardReportView report={run.report} />
        </Panel>
      )}
      <RunCurves run={run} refreshMs={refreshMs} />
      {run.report?.evaluation && <EvaluationView evaluation={run.report.evaluation} />}
      <RunSettings run={run} projectId={projectId} />
    </Stack>
  )
}

function RunProgress({ run }: { run: TrainingRun }) {
  const t = useTranslations('training')
  const { count } = useNumbers()
  const share = run.totalSteps ? run.step / run.totalSteps : 0
  const left = secondsLeft(run)
  return (
    <Stack gap={4}>
      <Progress value={share * 100} size={8} aria-label={t('progress')} animated={run.status === 'queued'} />
      <Text size="sm" c="dimmed" className="pk-figures">
        {run.status === 'queued' && t('waiting')}
        {run.status === 'running' &&
          (run.totalSteps ? t('steps', { step: count(run.step), total: count(run.totalSteps) }) : t('preparing'))}
        {left !== null && ` · ${t('left', { seconds: count(left) })}`}
        {run.attempt > 1 && ` · ${t('attempt', { attempt: run.attempt })}`}
      </Text>
    </Stack>
  )
}

function RunError({ error }: { error: NonNullable<TrainingRun['error']> }) {
  const t = useTranslations('training')
  const wording = useWording()
  const problem = new RequestProblem({ code: error.code as never, status: 422, message: error.message, details: {} })
  return (
    <Alert variant="outline" color="red" icon={<IconAlertTriangle aria-hidden />} title={t('failedTitle')} role="alert">
      <Text size="sm">{error.message || wording(problem)}</Text>
    </Alert>
  )
}

/** By the pace so far; null until there is a pace. */
function secondsLeft({ startedAt, step, totalSteps }: TrainingRun): number | null {
  if (!startedAt || !totalSteps || step < totalSteps / 20) return null
  const elapsed = (Date.now() - startedAt.getTime()) / 1_000
  return Math.max(1, Math.round((elapsed / step) * (totalSteps - step)))
}
