import { Box, Stack, Table, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { DataTable } from '../common/data-table.tsx'
import { useNumbers } from '../common/use-numbers.ts'

interface PreferenceMatrixProps {
  /** Best first; `number` is the place where the completion was written. */
  scored: { number: number; reward: number }[]
}

/** How likely people are to prefer one completion to another: σ of the difference of their rewards (Bradley–Terry). */
export function PreferenceMatrix({ scored }: PreferenceMatrixProps) {
  const t = useTranslations('playground')
  const { percent, count } = useNumbers()
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {t('probabilities')}
      </Text>
      <Box maw={110 * (scored.length + 1)}>
        <DataTable label={t('probabilities')} minWidth={80 * (scored.length + 1)}>
          <Table.Thead>
            <Table.Tr>
              <Table.Td />
              {scored.map(({ number }) => (
                <Table.Th key={number} ta="end" scope="col">
                  {count(number)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {scored.map((row) => (
              <Table.Tr key={row.number}>
                <Table.Th scope="row">{count(row.number)}</Table.Th>
                {scored.map((column) => (
                  <Table.Td key={column.number} ta="end">
                    {row === column ? '–' : percent(1 / (1 + Math.exp(column.reward - row.reward)))}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </DataTable>
      </Box>
    </Stack>
  )
}
