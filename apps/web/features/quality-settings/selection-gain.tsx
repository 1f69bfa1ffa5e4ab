'use client'

import { Stack, Table, Text } from '@mantine/core'
import type { SelectionReport, ShareEstimate } from '@plackett/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { DataTable } from '../common/data-table.tsx'
import { QueryView } from '../common/query-view.tsx'
import { useNumbers } from '../common/use-numbers.ts'
import { useProject } from '../shell/project-context.ts'

/** What each way of drawing tasks picked, the random share beside the weighted one. */
export function SelectionGain() {
  const { id: projectId } = useProject()
  const report = useQuery(queryOf('quality.selection', api.quality.selection, { projectId }))
  return <QueryView query={report}>{(data) => <Gain report={data} />}</QueryView>
}

function Gain({ report }: { report: SelectionReport }) {
  const t = useTranslations('qualitySettings')
  const { count, decimal } = useNumbers()
  if (report.kinds.length === 0) return null
  return (
    <Stack gap="sm" mt="lg">
      <Text size="sm" fw={600}>
        {t('gain')}
      </Text>
      <DataTable label={t('gain')} minWidth={560}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('drawn')}</Table.Th>
            <Table.Th ta="end">{t('tasks')}</Table.Th>
            <Table.Th ta="end">{t('meanWeight')}</Table.Th>
            <Table.Th ta="end">{t('agreement')}</Table.Th>
            <Table.Th ta="end">{t('ties')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {report.kinds.map((kind) => (
            <Table.Tr key={kind.selection}>
              <Table.Td>{t(`drawnBy.${kind.selection}`)}</Table.Td>
              <Table.Td ta="end">{count(kind.tasks)}</Table.Td>
              <Table.Td ta="end">{decimal(kind.meanWeight, 2)}</Table.Td>
              <EstimateCell estimate={kind.agreement} />
              <EstimateCell estimate={kind.ties} />
            </Table.Tr>
          ))}
        </Table.Tbody>
      </DataTable>
      <Text size="sm" c="dimmed">
        {t('gainNote')}
      </Text>
      {report.reweighted && <Reweighted reweighted={report.reweighted} />}
    </Stack>
  )
}

function Reweighted({ reweighted }: { reweighted: NonNullable<SelectionReport['reweighted']> }) {
  const t = useTranslations('qualitySettings')
  const { percent, count } = useNumbers()
  const { value, low, high, n } = reweighted.tieShare
  return (
    <Text size="sm" c="dimmed">
      {t('reweighted', {
        share: percent(value),
        low: percent(Math.max(0, low)),
        high: percent(Math.min(1, high)),
        n: count(n),
        effective: count(Math.round(reweighted.effectiveSize)),
      })}
    </Text>
  )
}

function EstimateCell({ estimate }: { estimate: ShareEstimate | null }) {
  const { percent } = useNumbers()
  if (estimate === null) return <Table.Td ta="end">–</Table.Td>
  return (
    <Table.Td ta="end">
      {percent(estimate.value, 0)}
      <Text size="xs" c="dimmed">{`${percent(estimate.low, 0)} – ${percent(estimate.high, 0)}`}</Text>
    </Table.Td>
  )
}
