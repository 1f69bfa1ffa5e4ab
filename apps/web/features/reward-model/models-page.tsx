'use client'

import { Table } from '@mantine/core'
import type { ModelStage, RewardModel } from '@plackett/contracts'
import { IconTrophy } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { DataTable } from '../common/data-table.tsx'
import { EmptyState } from '../common/empty-state.tsx'
import { LinkButton } from '../common/link-button.tsx'
import { Moment } from '../common/moment.tsx'
import { PageHeader } from '../common/page-header.tsx'
import { QueryView } from '../common/query-view.tsx'
import { StatusBadge } from '../common/status-badge.tsx'
import { useNumbers } from '../common/use-numbers.ts'
import { useProject } from '../shell/project-context.ts'

export function ModelsPage() {
  const t = useTranslations('models')
  const evaluation = useTranslations('evaluation')
  const { id: projectId } = useProject()
  const models = useQuery(queryOf('rewardModel.list', api.rewardModel.list, { projectId }))
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          models.data &&
          models.data.length > 1 && (
            <LinkButton variant="default" href={`/projects/${projectId}/models/compare`}>
              {evaluation('compare')}
            </LinkButton>
          )
        }
      />
      <QueryView query={models}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState
              icon={<IconTrophy size={32} stroke={1.5} />}
              title={t('emptyTitle')}
              action={<LinkButton href={`/projects/${projectId}/training/new`}>{t('train')}</LinkButton>}
            >
              {t('empty')}
            </EmptyState>
          ) : (
            <ModelTable models={list} projectId={projectId} />
          )
        }
      </QueryView>
    </>
  )
}

function ModelTable({ models, projectId }: { models: RewardModel[]; projectId: string }) {
  const t = useTranslations('models')
  const { percent } = useNumbers()
  return (
    <DataTable label={t('title')} minWidth={640} isFramed>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('model')}</Table.Th>
          <Table.Th>{t('stage')}</Table.Th>
          <Table.Th ta="end">{t('accuracy')}</Table.Th>
          <Table.Th ta="end">{t('lengthBaseline')}</Table.Th>
          <Table.Th>{t('backbone')}</Table.Th>
          <Table.Th ta="end">{t('registered')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {models.map((model) => (
          <Table.Tr key={model.id}>
            <Table.Td>
              <Link href={`/projects/${projectId}/models/${model.id}`} className="pk-link pk-mono">
                {model.reference}
              </Link>
            </Table.Td>
            <Table.Td>
              <StageBadge stage={model.stage} />
            </Table.Td>
            <Table.Td ta="end">{model.report.accuracy ? percent(model.report.accuracy.value) : '–'}</Table.Td>
            <Table.Td ta="end">
              {model.report.lengthBaseline ? percent(model.report.lengthBaseline.value) : '–'}
            </Table.Td>
            <Table.Td className="pk-mono">{model.backbone}</Table.Td>
            <Table.Td ta="end" c="dimmed">
              <Moment at={model.createdAt} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </DataTable>
  )
}

const meanings = { candidate: 'neutral', production: 'good', archived: 'warn' } as const satisfies Record<
  ModelStage,
  string
>

export function StageBadge({ stage }: { stage: ModelStage }) {
  const t = useTranslations('models')
  return <StatusBadge meaning={meanings[stage]}>{t(`stages.${stage}`)}</StatusBadge>
}
