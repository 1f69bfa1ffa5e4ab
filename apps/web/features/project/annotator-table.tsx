'use client'

import { Table } from '@mantine/core'
import type { ProjectProgress } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { DataTable } from '../common/data-table.tsx'
import { Moment } from '../common/moment.tsx'
import { useNumbers } from '../common/use-numbers.ts'

export function AnnotatorTable({ annotators }: { annotators: ProjectProgress['annotators'] }) {
  const t = useTranslations('overview')
  const { count } = useNumbers()
  if (annotators.length === 0) return t('noRankings')
  return (
    <DataTable label={t('annotators')} minWidth={360} maxHeight={320}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('name')}</Table.Th>
          <Table.Th ta="end">{t('rankings')}</Table.Th>
          <Table.Th ta="end">{t('medianTime')}</Table.Th>
          <Table.Th ta="end">{t('last')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {annotators.map((annotator) => (
          <Table.Tr key={annotator.annotatorId}>
            <Table.Td>{annotator.name}</Table.Td>
            <Table.Td ta="end">{count(annotator.rankings)}</Table.Td>
            <Table.Td ta="end">
              {annotator.medianSeconds === null
                ? '–'
                : t('seconds', { seconds: count(Math.round(annotator.medianSeconds)) })}
            </Table.Td>
            <Table.Td ta="end">{annotator.lastRankingAt ? <Moment at={annotator.lastRankingAt} /> : '–'}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </DataTable>
  )
}
