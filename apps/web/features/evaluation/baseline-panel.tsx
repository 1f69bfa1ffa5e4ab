'use client'

import { Stack, Table } from '@mantine/core'
import type { Evaluation } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { DataTable } from '../common/data-table.tsx'
import { Figure, Figures } from '../common/figure.tsx'
import { Panel } from '../common/panel.tsx'
import { useNumbers } from '../common/use-numbers.ts'
import { useDifference } from './use-difference.ts'

interface BaselinePanelProps {
  baselines: Evaluation['baselines']
  ceiling: Evaluation['ceiling']
}

/** What simpler things achieve on the same pairs, by how much the model beats them, and how good it could be. */
export function BaselinePanel({ baselines, ceiling }: BaselinePanelProps) {
  const t = useTranslations('evaluation')
  const { count, percent } = useNumbers()
  const { points, chance } = useDifference()
  return (
    <Panel title={t('baselines')}>
      <Stack gap="md">
        <DataTable label={t('baselines')} minWidth={560}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('baseline')}</Table.Th>
              <Table.Th ta="end">{t('accuracy')}</Table.Th>
              <Table.Th ta="end">{t('difference')}</Table.Th>
              <Table.Th ta="end">{t('chance')}</Table.Th>
              <Table.Th ta="end">{t('groups')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {baselines.map(({ name, accuracy, difference }) => (
              <Table.Tr key={name}>
                <Table.Td>{t(`baselineNames.${name}`)}</Table.Td>
                <Table.Td ta="end">{percent(accuracy.value)}</Table.Td>
                <Table.Td ta="end">{points(difference)}</Table.Td>
                <Table.Td ta="end">{chance(difference)}</Table.Td>
                <Table.Td ta="end">{count(difference.groups)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </DataTable>
        {ceiling.pairAgreement !== null && (
          <Figures>
            <Figure label={t('pairAgreement')} value={percent(ceiling.pairAgreement)} />
            {ceiling.leaveOneOut !== null && (
              <Figure label={t('leaveOneOut')} value={percent(ceiling.leaveOneOut)} note={t('leaveOneOutNote')} />
            )}
            {ceiling.perfectModel !== null && (
              <Figure label={t('perfectModel')} value={percent(ceiling.perfectModel)} note={t('perfectModelNote')} />
            )}
          </Figures>
        )}
      </Stack>
    </Panel>
  )
}
