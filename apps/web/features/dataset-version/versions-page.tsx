'use client'

import { Stack, Table, Text } from '@mantine/core'
import type { DatasetVersion } from '@plackett/contracts'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { DataTable } from '../common/data-table.tsx'
import { Moment } from '../common/moment.tsx'
import { Panel } from '../common/panel.tsx'
import { QueryView } from '../common/query-view.tsx'
import { useNumbers } from '../common/use-numbers.ts'
import { DataTabs } from '../data/data-tabs.tsx'
import { useProject } from '../shell/project-context.ts'
import { FreezeForm } from './freeze-form.tsx'

/** What would be frozen now, and what was. */
export function VersionsPage() {
  const t = useTranslations('versions')
  const { id: projectId } = useProject()
  const versions = useQuery(queryOf('datasetVersion.list', api.datasetVersion.list, { projectId }))
  return (
    <>
      <DataTabs />
      <Stack gap="md">
        <Panel title={t('freezeTitle')} note={t('freezeNote')}>
          <FreezeForm projectId={projectId} />
        </Panel>
        <Panel title={t('frozen')}>
          <QueryView query={versions}>
            {(list) =>
              list.length === 0 ? (
                <Text size="sm" c="dimmed">
                  {t('none')}
                </Text>
              ) : (
                <VersionTable versions={list} projectId={projectId} />
              )
            }
          </QueryView>
        </Panel>
      </Stack>
    </>
  )
}

function VersionTable({ versions, projectId }: { versions: DatasetVersion[]; projectId: string }) {
  const t = useTranslations('versions')
  const { count, percent } = useNumbers()
  return (
    <DataTable label={t('frozen')} minWidth={560}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('version')}</Table.Th>
          <Table.Th ta="end">{t('prompts')}</Table.Th>
          <Table.Th ta="end">{t('comparisons')}</Table.Th>
          <Table.Th ta="end">{t('trainShare')}</Table.Th>
          <Table.Th>{t('hash')}</Table.Th>
          <Table.Th ta="end">{t('when')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {versions.map((version) => (
          <Table.Tr key={version.id}>
            <Table.Td>
              <Link href={`/projects/${projectId}/data/versions/${version.id}`} className="pk-link">
                {`${t('numbered', { number: version.number })} ${version.name}`}
              </Link>
            </Table.Td>
            <Table.Td ta="end">{count(version.counts.prompts)}</Table.Td>
            <Table.Td ta="end">{count(version.counts.comparisons)}</Table.Td>
            <Table.Td ta="end">{percent(version.trainShare, 0)}</Table.Td>
            <Table.Td className="pk-mono">{version.contentHash.slice(0, 12)}</Table.Td>
            <Table.Td ta="end" c="dimmed">
              <Moment at={version.createdAt} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </DataTable>
  )
}
