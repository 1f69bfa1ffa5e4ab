'use client'

import { Stack, Table, Text } from '@mantine/core'
import type { GoldReport } from '@plackett/contracts'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { SaveButtons } from '../charts/save-buttons.tsx'
import { DataTable } from '../common/data-table.tsx'
import { Panel } from '../common/panel.tsx'
import { QueryView } from '../common/query-view.tsx'
import { useNumbers } from '../common/use-numbers.ts'
import { useProject } from '../shell/project-context.ts'
import taskClasses from '../task/task-table.module.css'

/** How gold tasks are answered; one that most people miss may be wrong itself. */
export function GoldReportPanel() {
  const t = useTranslations('gold')
  const { id: projectId } = useProject()
  const report = useQuery(queryOf('gold.report', api.gold.report, { projectId }))
  return <QueryView query={report}>{(data) => <Report report={data} title={t('reportTitle')} />}</QueryView>
}

function Report({ report, title }: { report: GoldReport; title: string }) {
  const t = useTranslations('gold')
  const { count, percent } = useNumbers()
  const { id } = useProject()
  const { accuracy, tasks } = report
  const rows = tasks.map((task) => {
    return [
      task.taskId,
      task.firstLine,
      task.source,
      task.rankings,
      task.accuracy?.value ?? null,
      task.accuracy?.low ?? null,
      task.accuracy?.high ?? null,
    ]
  })
  const columns = ['task', 'prompt', 'source', 'answers', 'accuracy', 'low', 'high']
  return (
    <Panel
      title={title}
      note={tasks.length > 0 ? <SaveButtons data={{ filename: 'gold-tasks', columns, rows }} /> : null}
    >
      <Stack gap="sm">
        <Text size="sm">
          {tasks.length === 0
            ? t('noGold')
            : accuracy === null
              ? t('noAnswers', { tasks: tasks.length })
              : t('accuracy', {
                  share: percent(accuracy.value),
                  low: percent(accuracy.low),
                  high: percent(accuracy.high),
                  pairs: count(accuracy.n),
                  rankings: count(report.rankings),
                })}
        </Text>
        {tasks.length > 0 && (
          <DataTable label={title} minWidth={560} maxHeight={360}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('prompt')}</Table.Th>
                <Table.Th>{t('sourceHead')}</Table.Th>
                <Table.Th ta="end">{t('answers')}</Table.Th>
                <Table.Th ta="end">{t('inOrder')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {tasks.map((task) => (
                <Table.Tr key={task.taskId}>
                  <Table.Td className={taskClasses.prompt}>
                    <Link href={`/projects/${id}/data/tasks/${task.taskId}`} className={taskClasses.link} dir="auto">
                      {task.firstLine || '–'}
                    </Link>
                  </Table.Td>
                  <Table.Td>{t(`source.${task.source}`)}</Table.Td>
                  <Table.Td ta="end">{count(task.rankings)}</Table.Td>
                  <Table.Td ta="end">
                    {task.accuracy ? percent(task.accuracy.value, 0) : '–'}
                    <Text size="xs" c="dimmed">
                      {task.accuracy && `${percent(task.accuracy.low, 0)} – ${percent(task.accuracy.high, 0)}`}
                    </Text>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </DataTable>
        )}
      </Stack>
    </Panel>
  )
}
