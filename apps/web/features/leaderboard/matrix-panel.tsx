'use client'

import { Table } from '@mantine/core'
import type { Leaderboard } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { SaveButtons } from '../charts/save-buttons.tsx'
import { DataTable } from '../common/data-table.tsx'
import { Panel } from '../common/panel.tsx'
import { useNumbers } from '../common/use-numbers.ts'
import classes from './matrix-panel.module.css'

/** How often each model was preferred to each other. Shades only repeat what the figures say. */
export function MatrixPanel({ board }: { board: Leaderboard }) {
  const t = useTranslations('leaderboard')
  const { count, percent } = useNumbers()
  const { shares, comparisons } = board.matrix
  const rows = board.rows.flatMap(({ model }, i) =>
    board.rows.flatMap(({ model: other }, j) => (i === j ? [] : [[model, other, shares[i]![j]!, comparisons[i]![j]!]])),
  )
  const columns = ['model', 'against', 'win share', 'comparisons']
  return (
    <Panel title={t('matrix')} note={<SaveButtons data={{ filename: 'win-matrix', columns, rows }} />}>
      <DataTable label={t('matrix')} minWidth={180 + 84 * board.rows.length} maxHeight={560}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('matrixCorner')}</Table.Th>
            {board.rows.map(({ model }) => (
              <Table.Th key={model} ta="end" className={classes.head} title={model}>
                {model}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {board.rows.map(({ model }, i) => (
            <Table.Tr key={model}>
              <Table.Th scope="row" className={classes.head} title={model}>
                {model}
              </Table.Th>
              {board.rows.map(({ model: other }, j) => (
                <Table.Td key={other} ta="end" className={classes.cell} style={shadeOf(shares[i]![j] ?? null)}>
                  {shares[i]![j] === null ? '–' : percent(shares[i]![j]!, 0)}
                  <div className={classes.count}>{i === j ? '' : count(Math.round(comparisons[i]![j]!))}</div>
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </DataTable>
    </Panel>
  )
}

/** From the surface for half of the comparisons to the accent for all, and to the other ink for none. */
function shadeOf(share: number | null) {
  if (share === null) return undefined
  const ink = share >= 0.5 ? 'var(--pk-series-a)' : 'var(--pk-series-b)'
  return { background: `color-mix(in srgb, ${ink} ${Math.round(60 * Math.abs(share - 0.5))}%, var(--pk-surface))` }
}
