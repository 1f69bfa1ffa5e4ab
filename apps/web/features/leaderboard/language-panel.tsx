'use client'

import { Table, Text } from '@mantine/core'
import type { Leaderboard } from '@plackett/contracts'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { SaveButtons } from '../charts/save-buttons.tsx'
import { DataTable } from '../common/data-table.tsx'
import { Panel } from '../common/panel.tsx'
import { useLanguageName } from '../common/use-language-name.ts'
import { useNumbers } from '../common/use-numbers.ts'

/** Rank and rating in each language alone: the first of one language need not be that of another. */
export function LanguagePanel({ board, projectId }: { board: Leaderboard; projectId: string | null }) {
  const t = useTranslations('leaderboard')
  const languageName = useLanguageName()
  const { count } = useNumbers()
  const parts = board.byLanguage
  const rows = parts.flatMap(({ language, rows }) =>
    rows.map((row) => [language, row.rank, row.model, row.rating, row.low, row.high]),
  )
  const columns = ['language', 'rank', 'model', 'rating', 'low', 'high']
  return (
    <Panel title={t('byLanguage')} note={<SaveButtons data={{ filename: 'leaderboard-languages', columns, rows }} />}>
      <DataTable label={t('byLanguage')} minWidth={160 + 130 * parts.length} maxHeight={420}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('model')}</Table.Th>
            {parts.map(({ language, comparisons }) => (
              <Table.Th key={language ?? ''} ta="end">
                {projectId === null ? (
                  languageName(language)
                ) : (
                  <Link
                    className="pk-link"
                    href={`/projects/${projectId}/leaderboard?language=${encodeURIComponent(language ?? '')}`}
                  >
                    {languageName(language)}
                  </Link>
                )}
                <Text size="xs" c="dimmed" fw={400}>{`n = ${count(comparisons)}`}</Text>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {board.rows.map(({ model }) => (
            <Table.Tr key={model}>
              <Table.Td>{model}</Table.Td>
              {parts.map(({ language, rows }) => {
                const row = rows.find((each) => each.model === model)
                return (
                  <Table.Td key={language ?? ''} ta="end">
                    {row ? `${row.rank}. ${count(Math.round(row.rating))}` : '–'}
                    <Text size="xs" c="dimmed">
                      {row && `${count(Math.round(row.low))} – ${count(Math.round(row.high))}`}
                    </Text>
                  </Table.Td>
                )
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </DataTable>
    </Panel>
  )
}
