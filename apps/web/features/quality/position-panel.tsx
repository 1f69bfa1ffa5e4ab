'use client'

import { Stack, Table, Text } from '@mantine/core'
import type { QualityReport } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { IntervalChart, type IntervalRow } from '../charts/interval-chart.tsx'
import { DataTable } from '../common/data-table.tsx'
import { Panel } from '../common/panel.tsx'
import { useNumbers } from '../common/use-numbers.ts'

/** What goes with preference beside quality: the place where a completion stood, and its length. */
export function PositionPanel({ report }: { report: QualityReport }) {
  const t = useTranslations('quality')
  const { count, percent } = useNumbers()
  const { earlier, longer } = report
  const rows = [
    ...(earlier ? [{ key: 'earlier', label: t('earlier'), ...earlier.preferred }] : []),
    ...(longer ? [{ key: 'longer', label: t('longer'), ...longer.preferred }] : []),
  ].map((row): IntervalRow => ({ ...row, note: `n = ${count(row.n)}` }))
  return (
    <Panel title={t('sway')}>
      <Stack gap="md">
        {rows.length > 0 && (
          <IntervalChart
            label={t('swayLabel')}
            caption={t('swayCaption')}
            rows={rows}
            reference={{ label: t('half'), value: 0.5 }}
            include={[0.4, 0.6]}
            format={(value) => percent(value)}
            formatTick={(value) => percent(value, 0)}
            data={{
              filename: 'position-and-length',
              columns: ['preferred', 'share', 'low', 'high', 'pairs'],
              rows: rows.map(({ label, value, low, high }, at) => [
                label,
                value,
                low,
                high,
                [earlier, longer][at]?.preferred.n ?? null,
              ]),
            }}
          />
        )}
        <PlaceTable position={report.position} />
      </Stack>
    </Panel>
  )
}

function PlaceTable({ position }: { position: QualityReport['position'] }) {
  const t = useTranslations('quality')
  const { count, decimal } = useNumbers()
  const places = Math.max(0, ...position.map(({ completions }) => completions))
  return (
    <DataTable label={t('places')} minWidth={260 + 56 * places}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('meanRank')}</Table.Th>
          {Array.from({ length: places }, (_, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: places are their numbers
            <Table.Th key={place} ta="end">
              {t('place', { place: place + 1 })}
            </Table.Th>
          ))}
          <Table.Th ta="end">p</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {position.map(({ completions, rankings, meanRanks, p }) => (
          <Table.Tr key={completions}>
            <Table.Td>
              {t('ofCompletions', { count: completions })}
              <Text size="xs" c="dimmed">{`n = ${count(rankings)}`}</Text>
            </Table.Td>
            {Array.from({ length: places }, (_, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: places are their numbers
              <Table.Td key={place} ta="end">
                {meanRanks[place] === undefined ? '' : decimal(meanRanks[place], 2)}
              </Table.Td>
            ))}
            <Table.Td ta="end">{p === null ? '–' : decimal(p, 3)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </DataTable>
  )
}
