'use client'

import { Table } from '@mantine/core'
import type { TrainingRun } from '@plackett/contracts'
import { IconChartLine, IconPlus } from '@tabler/icons-react'
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
import { useNumbers } from '../common/use-numbers.ts'
import { useProject } from '../shell/project-context.ts'
import { isUnfinished, RunStatus } from './run-status.tsx'

export function RunsPage() {
  const t = useTranslations('training')
  const { id: projectId } = useProject()
  const query = queryOf('trainingRun.list', api.trainingRun.list, { projectId })
  const runs = useQuery({
    ...query,
    refetchInterval: ({ state }) => (state.data?.some((run) => isUnfinished(run.status)) ? 2_000 : false),
  })
  const start = (
    <LinkButton href={`/projects/${projectId}/training/new`} leftSection={<IconPlus size={16} aria-hidden />}>
      {t('start')}
    </LinkButton>
  )
  const isEmpty = runs.data?.length === 0
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} actions={!isEmpty && start} />
      <QueryView query={runs}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState icon={<IconChartLine size={32} stroke={1.5} />} title={t('emptyTitle')} action={start}>
              {t('empty')}
            </EmptyState>
          ) : (
            <RunTable runs={list} projectId={projectId} />
          )
        }
      </QueryView>
    </>
  )
}

function RunTable({ runs, projectId }: { runs: TrainingRun[]; projectId: string }) {
  const t = useTranslations('training')
  const { percent } = useNumbers()
  return (
    <DataTable label={t('title')} minWidth={680} isFramed>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('run')}</Table.Th>
          <Table.Th>{t('statusLabel')}</Table.Th>
          <Table.Th>{t('settings')}</Table.Th>
          <Table.Th ta="end">{t('accuracy')}</Table.Th>
          <Table.Th ta="end">{t('lengthBaseline')}</Table.Th>
          <Table.Th ta="end">{t('when')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {runs.map((run) => (
          <Table.Tr key={run.id}>
            <Table.Td>
              <Link href={`/projects/${projectId}/training/${run.id}`} className="pk-link">
                {run.name || t('unnamed')}
              </Link>
            </Table.Td>
            <Table.Td>
              <RunStatus status={run.status} />
            </Table.Td>
            <Table.Td className="pk-mono">{`${run.config.backbone} · ${run.config.objective}`}</Table.Td>
            <Table.Td ta="end">{run.report?.accuracy ? percent(run.report.accuracy.value) : '–'}</Table.Td>
            <Table.Td ta="end">{run.report?.lengthBaseline ? percent(run.report.lengthBaseline.value) : '–'}</Table.Td>
            <Table.Td ta="end" c="dimmed">
              <Moment at={run.createdAt} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </DataTable>
  )
}
