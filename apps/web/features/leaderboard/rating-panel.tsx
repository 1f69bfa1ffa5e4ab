'use client'

import { Stack, Table } from '@mantine/core'
import type { Leaderboard } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { IntervalChart } from '../charts/interval-chart.tsx'
import { DataTable } from '../common/data-table.tsx'
import { Panel } from '../common/panel.tsx'
import { useNumbers } from '../common/use-numbers.ts'

/** The ratings with their intervals, drawn and in figures. */
export function RatingPanel({ board }: { board: Leaderboard }) {
  const t = useTranslations('leaderboard')
  const { count, percent } = useNumbers()
  const points = (value: number) => count(Math.round(value))
  return (
    <Panel
      title={t('ratings')}
      note={t('counts', {
        tasks: count(board.tasks),
        rankings: count(board.rankings),
        comparisons: count(board.comparisons),
        ties: count(board.ties),
      })}
    >
      <Stack gap="md">
        <IntervalChart
          label={t('ratingsLabel')}
          caption={t(board.style ? 'ratingsCaptionStyle' : 'ratingsCaption')}
          rows={board.rows.map(({ model, rating, low, high, rank }) => ({
            key: model,
            label: `${rank}. ${model}`,
            value: rating,
            low,
            high,
          }))}
          format={points}
          formatTick={points}
          data={{
            filename: 'leaderboard',
            columns: ['rank', 'model', 'rating', 'low', 'high', 'win share', 'comparisons'],
            rows: board.rows.map((row) => [
              row.rank,
              row.model,
              row.rating,
              row.low,
              row.high,
              row.winShare,
              row.comparisons,
            ]),
          }}
        />
        <DataTable label={t('ratings')} minWidth={520}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th ta="end">{t('rank')}</Table.Th>
              <Table.Th>{t('model')}</Table.Th>
              <Table.Th ta="end">{t('rating')}</Table.Th>
              <Table.Th ta="end">{t('interval')}</Table.Th>
              <Table.Th ta="end">{t('winShare')}</Table.Th>
              <Table.Th ta="end">{t('comparisons')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {board.rows.map((row) => (
              <Table.Tr key={row.model}>
                <Table.Td ta="end">{count(row.rank)}</Table.Td>
                <Table.Td>{row.model}</Table.Td>
                <Table.Td ta="end">{points(row.rating)}</Table.Td>
                <Table.Td ta="end">{`${points(row.low)} – ${points(row.high)}`}</Table.Td>
                <Table.Td ta="end">{percent(row.winShare)}</Table.Td>
                <Table.Td ta="end">{count(Math.round(row.comparisons))}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </DataTable>
      </Stack>
    </Panel>
  )
}
