'use client'

import { Table } from '@mantine/core'
import type { ReviewItem } from '@plackett/contracts'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { DataTable } from '../common/data-table.tsx'
import { StatusBadge } from '../common/status-badge.tsx'
import { useNumbers } from '../common/use-numbers.ts'
import classes from '../task/task-table.module.css'

export function ReviewTable({ items, projectId }: { items: ReviewItem[]; projectId: string }) {
  const t = useTranslations('review')
  const tasks = useTranslations('tasks')
  const format = useFormatter()
  const { count } = useNumbers()
  return (
    <DataTable label={t('title')} minWidth={720} isFramed>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{tasks('prompt')}</Table.Th>
          <Table.Th ta="end">{t('disagreement')}</Table.Th>
          <Table.Th ta="end">{tasks('rankings')}</Table.Th>
          <Table.Th ta="end">{t('skips')}</Table.Th>
          <Table.Th ta="end">{t('comments')}</Table.Th>
          <Table.Th>{tasks('statusLabel')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((item) => (
          <Table.Tr key={item.id}>
            <Table.Td className={classes.prompt}>
              <Link href={`/projects/${projectId}/review/${item.id}`} className={classes.link} dir="auto">
                {item.firstLine || tasks('emptyPrompt')}
              </Link>
            </Table.Td>
            <Table.Td ta="end">
              {item.disagreement === null
                ? '–'
                : format.number(item.disagreement, { style: 'percent', maximumFractionDigits: 0 })}
            </Table.Td>
            <Table.Td ta="end">{`${count(item.rankings)} / ${count(item.overlap)}`}</Table.Td>
            <Table.Td ta="end">{count(item.skips)}</Table.Td>
            <Table.Td ta="end">{count(item.comments)}</Table.Td>
            <Table.Td>
              <StatusBadge meaning={item.isAdjudicated ? 'good' : item.status === 'in_review' ? 'warn' : 'neutral'}>
                {item.isAdjudicated ? t('adjudicated') : tasks(`status.${item.status}`)}
              </StatusBadge>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </DataTable>
  )
}
