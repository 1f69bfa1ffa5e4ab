'use client'

import { Anchor, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { RewardModel } from '@plackett/contracts'
import { IconArchive, IconArrowUp } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { CopyText } from '../common/copy-text.tsx'
import { PageHeader } from '../common/page-header.tsx'
import { Panel } from '../common/panel.tsx'
import { ProblemNote } from '../common/problem-note.tsx'
import { QueryView } from '../common/query-view.tsx'
import { EvaluationView } from '../evaluation/evaluation-view.tsx'
import { useProject } from '../shell/project-context.ts'
import { StageBadge } from './models-page.tsx'
import { Playground } from './playground.tsx'
import { RewardReportView } from './reward-report-view.tsx'

/** One registered version: what it is worth, its stage, a place to try it, and how programs ask for it. */
export function ModelPage({ rewardModelId }: { rewardModelId: string }) {
  const t = useTranslations('models')
  const { id: projectId } = useProject()
  const model = useQuery(queryOf('rewardModel.get', api.rewardModel.get, { rewardModelId }))
  return (
    <>
      <PageHeader
        parent={
          <Anchor component={Link} href={`/projects/${projectId}/models`}>
            {t('back')}
          </Anchor>
        }
        title={model.data ? <span className="pk-mono">{model.data.reference}</span> : t('model')}
        description={model.data && <StageBadge stage={model.data.stage} />}
        actions={model.data && <StageActions model={model.data} />}
      />
      <QueryView query={model}>{(data) => <ModelView model={data} projectId={projectId} />}</QueryView>
    </>
  )
}

function ModelView({ model, projectId }: { model: RewardModel; projectId: string }) {
  const t = useTranslations('models')
  return (
    <Stack gap="md">
      <Panel title={t('report')}>
        <RewardReportView report={model.report} />
      </Panel>
      {model.report.evaluation && <EvaluationView evaluation={model.report.evaluation} />}
      <Panel title={t('playground')}>
        <Playground rewardModelId={model.id} />
      </Panel>
      <Panel title={t('fromPrograms')}>
        <Text size="sm" c="dimmed" mb="sm">
          {t.rich('fromProgramsNote', {
            keys: (words) => (
              <Anchor component={Link} href="/profile/keys" inherit underline="always">
                {words}
              </Anchor>
            ),
          })}
        </Text>
        <CopyText text={curlFor(model)} label={t('curl')} />
      </Panel>
      <Panel title={t('origin')}>
        <Group gap="lg">
          {model.trainingRunId && (
            <Anchor component={Link} size="sm" href={`/projects/${projectId}/training/${model.trainingRunId}`}>
              {t('seeRun')}
            </Anchor>
          )}
          {model.datasetVersionId && (
            <Anchor component={Link} size="sm" href={`/projects/${projectId}/data/versions/${model.datasetVersionId}`}>
              {t('seeVersion')}
            </Anchor>
          )}
        </Group>
        <Text size="sm" c="dimmed" mt="sm" style={{ overflowWrap: 'anywhere' }}>
          {t('hash')} <span className="pk-mono">{model.artefactHash}</span>
        </Text>
      </Panel>
    </Stack>
  )
}

/** Promotion changes what programs are answered with, so it is asked for twice; so is its opposite. */
function StageActions({ model }: { model: RewardModel }) {
  const t = useTranslations('models')
  const promote = useStageChange(() => api.rewardModel.promote.mutate({ rewardModelId: model.id }))
  const archive = useStageChange(() => api.rewardModel.archive.mutate({ rewardModelId: model.id }))
  return (
    <>
      {model.stage !== 'archived' && (
        <StageChange
          label={t('archive')}
          note={t(model.stage === 'production' ? 'archiveProductionNote' : 'archiveNote', { model: model.reference })}
          icon={<IconArchive size={16} aria-hidden />}
          change={archive}
          isQuiet
        />
      )}
      {model.stage !== 'production' && (
        <StageChange
          label={t('promote')}
          note={t('promoteNote', { model: model.reference, name: model.name })}
          icon={<IconArrowUp size={16} aria-hidden />}
          change={promote}
        />
      )}
    </>
  )
}

function useStageChange(change: () => Promise<RewardModel>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['rewardModel'] }),
  })
}

interface StageChangeProps {
  label: string
  note: string
  icon: React.ReactNode
  change: ReturnType<typeof useStageChange>
  isQuiet?: boolean
}

function StageChange({ label, note, icon, change, isQuiet }: StageChangeProps) {
  const t = useTranslations('common')
  const [isAsking, dialog] = useDisclosure()
  return (
    <>
      <Button variant={isQuiet ? 'default' : 'filled'} leftSection={icon} onClick={dialog.open}>
        {label}
      </Button>
      <Modal opened={isAsking} onClose={dialog.close} title={label} size="sm">
        <Stack gap="md">
          <Text size="sm">{note}</Text>
          {change.isError && <ProblemNote error={change.error} />}
          <Group gap="xs" justify="flex-end">
            <Button variant="subtle" color="gray" onClick={dialog.close}>
              {t('cancel')}
            </Button>
            <Button
              data-autofocus
              loading={change.isPending}
              onClick={() => change.mutate(undefined, { onSuccess: dialog.close })}
            >
              {label}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}

function curlFor(model: RewardModel): string {
  const origin = typeof window === 'undefined' ? '' : window.location.origin
  const body = {
    model: model.stage === 'production' ? `${model.name}@production` : model.reference,
    items: [{ prompt: 'Why is the sky blue?', completion: 'Air scatters blue light more than red.' }],
  }
  return [
    `curl ${origin}/v1/score \\`,
    '  -H "Authorization: Bearer $PLACKETT_API_KEY" \\',
    "  -H 'Content-Type: application/json' \\",
    `  -d '${JSON.stringify(body)}'`,
  ].join('\n')
}
