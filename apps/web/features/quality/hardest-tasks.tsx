'use client'

import { Table } from '@mantine/core'
import type { QualityReport } from '@plackett/contracts'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { SaveButtons } from '../charts/save-buttons.tsx'
import { DataTable } from '../common/data-table.tsx'
import { Panel } from '../common/panel.tsx'
import { useNumbers } from '../common/use-numbers.ts'
import { useProject } from '../shell/project-context.ts'
import taskClasses from '../task/task-table.module.css'

/** The tasks on which people agree least: unclear guidelines, close completions, or a mistake. */
export function HardestTasks({ tasks }: { tasks: QualityReport['hardest'] }) {
  const t = useTranslations('quality')
  const { count, percent, decimal } = useNumbers()
  const { id } = useProject()
  if (tasks.length === 0) return null
  const rows = tasks.map((task) => [
    task.taskId,
    task.firstLine,
    task.rankings,
    task.agreed,
    task.pairs,
    task.concordance,
  ])
  const columns = ['task', 'prompt', 'rankings', 'agreeing pairs', 'pairs', 'W']
  return (
    <Panel title={t('hardest')} note={<SaveButtons data={{ filename: 'hardest-tasks', columns, rows }} />}>
      <DataTable label={t('hardest')} minWidth={620} maxHeight={420}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('prompt')}</Table.Th>
            <Table.Th ta="end">{t('rankings')}</Table.Th>
            <Table.Th ta="end">{t('agreeing')}</Table.Th>
            <Table.Th ta="end">{t('concordance')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tasks.map((task) => (
            <Table.Tr key={task.taskId}>
              <Table.Td className={taskClasses.prompt}>
                <Link href={`/projects/${id}/data/tasks/${task.taskId}`} className={taskClasses.link} dir="auto">
                  {task.firstLine || t('emptyPrompt')}
                </Link>
              </Table.Td>
              <Table.Td ta="end">{count(task.rankings)}</Table.Td>
              <Table.Td ta="end">
                {t('agreeingOf', { share: percent(task.agreed / task.pairs, 0), pairs: count(task.pairs) })}
              </Table.Td>
              <Table.Td ta="end">{task.concordance === null ? '–' : decimal(task.concordance, 2)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </DataTable>
    </Panel>
  )
}
