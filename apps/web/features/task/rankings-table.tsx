'use client'

import { Table, Text } from '@mantine/core'
import type { TaskDetail } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { DataTable } from '../common/data-table.tsx'
import { Moment } from '../common/moment.tsx'
import { CompletionMark } from '../ranking/completion-mark.tsx'

/** One row an annotator, one column a completion: where they differ shows at a glance. */
export function RankingsTable({ task }: { task: TaskDetail }) {
  const t = useTranslations('task')
  const labels = useTranslations('labels')
  return (
    <DataTable label={t('rankings')} minWidth={520}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('annotator')}</Table.Th>
          {task.completions.map((completion, index) => (
            <Table.Th key={completion.id} ta="center">
              <CompletionMark completion={index} />
            </Table.Th>
          ))}
          <Table.Th>{t('note')}</Table.Th>
          <Table.Th ta="end">{t('when')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {task.rankings.map((ranking) => (
          <Table.Tr key={ranking.id}>
            <Table.Td>{ranking.annotator}</Table.Td>
            {task.completions.map(({ id }) => (
              <Table.Td key={id} ta="center" fw={ranking.ranks[id] === 1 ? 600 : undefined}>
                {ranking.ranks[id] ?? '–'}
              </Table.Td>
            ))}
            <Table.Td maw={280}>
              <Text size="sm" c={ranking.notRankable === null ? 'dimmed' : undefined} lineClamp={2}>
                {ranking.notRankable === null
                  ? (ranking.comment ?? '')
                  : t('notRankable', { reason: ranking.notRankable })}
              </Text>
              {(ranking.allBad || ranking.strength !== null) && (
                <Text size="sm">
                  {ranking.allBad && labels(task.completions.length === 2 ? 'bothBad' : 'allBad')}
                  {ranking.strength !== null && labels('said.strength', { strength: ranking.strength })}
                </Text>
              )}
              {ranking.revision > 1 && (
                <Text size="xs" c="dimmed">
                  {t('revision', { revision: ranking.revision })}
                </Text>
              )}
            </Table.Td>
            <Table.Td ta="end" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
              <Moment at={ranking.createdAt} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </DataTable>
  )
}
