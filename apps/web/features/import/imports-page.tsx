'use client'

import { Stack, Table, Text } from '@mantine/core'
import type { ImportListItem } from '@plackett/contracts'
import { useQuery } from '@tanstack/react-query'
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
import { UploadPanel } from './upload-panel.tsx'

export function ImportsPage() {
  const t = useTranslations('imports')
  const { id: projectId } = useProject()
  const imports = useQuery(queryOf('import.list', api.import.list, { projectId }))
  return (
    <>
      <DataTabs />
      <Stack gap="md">
        <UploadPanel projectId={projectId} />
        <Panel title={t('earlier')}>
          <QueryView query={imports}>
            {(list) =>
              list.length === 0 ? (
                <Text size="sm" c="dimmed">
                  {t('none')}
                </Text>
              ) : (
                <ImportTable imports={list} />
              )
            }
          </QueryView>
        </Panel>
      </Stack>
    </>
  )
}

function ImportTable({ imports }: { imports: ImportListItem[] }) {
  const t = useTranslations('imports')
  const { count } = useNumbers()
  return (
    <DataTable label={t('earlier')} minWidth={480}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('file')}</Table.Th>
          <Table.Th ta="end">{t('lines')}</Table.Th>
          <Table.Th ta="end">{t('imported')}</Table.Th>
          <Table.Th ta="end">{t('errors')}</Table.Th>
          <Table.Th ta="end">{t('when')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {imports.map((item, index) => (
          <Table.Tr key={item.id ?? index}>
            <Table.Td maw={280} style={{ overflowWrap: 'anywhere' }}>
              {item.filename}
            </Table.Td>
            <Table.Td ta="end">{count(item.lines)}</Table.Td>
            <Table.Td ta="end">{count(item.imported)}</Table.Td>
            <Table.Td ta="end">{count(item.errorCount)}</Table.Td>
            <Table.Td ta="end" c="dimmed">
              <Moment at={item.createdAt} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </DataTable>
  )
}
