'use client'

import { Table, Text } from '@mantine/core'
import type { TaskSummary } from '@plackett/contracts'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DataTable } from '../common/data-table.tsx'
import { Moment } from '../common/moment.tsx'
import { StatusBadge } from '../common/status-badge.tsx'
import { useNumbers } from '../common/use-numbers.ts'
import classes from './task-table.module.css'

export function TaskTable({ tasks, projectId }: { tasks: TaskSummary[]; projectId: string }) {
  const t = useTranslations('tasks')
  const { count } = useNumbers()
  return (
    <DataTable label={t('label')} minWidth={760} isFramed>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('prompt')}</Table.Th>
          <Table.Th ta="end">{t('turns')}</Table.Th>
          <Table.Th ta="end">{t('completions')}</Table.Th>
          <Table.Th ta="end">{t('rankings')}</Table.Th>
          <Table.Th>{t('statusLabel')}</Table.Th>
          <Table.Th ta="end">{t('imported')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {tasks.map((task) => (
          <Table.Tr key={task.id}>
            <Table.Td className={classes.prompt}>
              <Link href={`/projects/${projectId}/data/tasks/${task.id}`} className={classes.link} dir="auto">
                {task.firstLine || t('emptyPrompt')}
              </Link>
              {(task.priority !== 0 || task.requires.length > 0) && (
                <Text size="xs" c="dimmed" className="pk-mono">
                  {[
                    ...(task.priority === 0 ? [] : [t('priority', { priority: task.priority })]),
                    ...task.requires,
                  ].join(' · ')}
                </Text>
              )}
              {task.externalId && (
                <Text size="xs" c="dimmed" className="pk-mono" truncate>
                  {task.externalId}
                </Text>
              )}
            </Table.Td>
            <Table.Td ta="end">{count(task.turns)}</Table.Td>
            <Table.Td ta="end">{count(task.completions)}</Table.Td>
            <Table.Td ta="end">{`${count(task.rankings)} / ${count(task.overlap)}`}</Table.Td>
            <Table.Td>
              <StatusBadge meaning={task.status === 'completed' ? 'good' : 'neutral'}>
                {t(`status.${task.status}`)}
              </StatusBadge>
            </Table.Td>
            <Table.Td ta="end" className={classes.time}>
              <Moment at={task.createdAt} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </DataTable>
  )
}
