'use client'

import { Alert, Stack, Table, Text } from '@mantine/core'
import type { RewardModel, RewardModelComparison, RewardReport } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { IntervalChart } from '../charts/interval-chart.tsx'
import { DataTable } from '../common/data-table.tsx'
import { Panel } from '../common/panel.tsx'
import { useNumbers } from '../common/use-numbers.ts'
import { rangeText } from './range-text.ts'
import { useDifference } from './use-difference.ts'

/** What two versions are worth, whether they differ by chance, and where they differ. */
export function ComparisonView({ comparison }: { comparison: RewardModelComparison }) {
  const t = useTranslations('evaluation')
  const { first, second } = comparison
  return (
    <Stack gap="md">
      <Verdict comparison={comparison} />
      <Panel title={t('accuracy')}>
        <AccuracyChart models={[first, second]} />
      </Panel>
      <Panel title={t('sideBySide')}>
        <FigureTable models={[first, second]} />
      </Panel>
    </Stack>
  )
}

function Verdict({ comparison: { first, second, difference } }: { comparison: RewardModelComparison }) {
  const t = useTranslations('evaluation')
  const { count } = useNumbers()
  const { points, chance } = useDifference()
  if (difference === null)
    return (
      <Alert color="yellow" variant="light">
        {t('otherData')}
      </Alert>
    )
  const isChance = difference.p >= 0.05
  const better = difference.difference > 0 ? first : second
  return (
    <Alert color={isChance ? 'gray' : 'teal'} variant="light">
      <Text size="sm" fw={600}>
        {isChance ? t('noDifference') : t('better', { model: better.reference })}
      </Text>
      <Text size="sm" className="pk-figures">
        {t('differenceNote', {
          difference: points(difference),
          chance: chance(difference),
          pairs: count(difference.pairs),
          groups: count(difference.groups),
        })}
      </Text>
    </Alert>
  )
}

function AccuracyChart({ models }: { models: readonly RewardModel[] }) {
  const t = useTranslations('evaluation')
  const { count, percent } = useNumbers()
  const known = models.flatMap(({ id, reference, report }) =>
    report.accuracy ? [{ id, reference, ...report.accuracy }] : [],
  )
  if (known.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('noPairs')}
      </Text>
    )
  const baseline = models.find(({ report }) => report.lengthBaseline)?.report.lengthBaseline
  return (
    <IntervalChart
      label={known.map(({ reference, value }) => `${reference} ${percent(value)}`).join(', ')}
      caption={t('compareCaption')}
      rows={known.map(({ id, reference, n, ...interval }) => ({
        key: id,
        label: reference,
        ...interval,
        note: t('inPairs', { count: count(n) }),
      }))}
      {...(baseline && { reference: { label: t('baselineNames.length'), value: baseline.value } })}
      include={[0.5]}
      format={(value) => percent(value)}
      formatTick={(value) => percent(value, 0)}
    />
  )
}

function FigureTable({ models }: { models: readonly RewardModel[] }) {
  const t = useTranslations('evaluation')
  const rows = useFigures(models.map(({ report }) => report))
  return (
    <DataTable label={t('sideBySide')} minWidth={320}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('figure')}</Table.Th>
          {models.map(({ reference }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one column a model
            <Table.Th key={at} ta="end" className="pk-mono">
              {reference}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ name, values }) => (
          <Table.Tr key={name}>
            <Table.Td>{name}</Table.Td>
            {values.map((value, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: one column a model
              <Table.Td key={at} ta="end">
                {value}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </DataTable>
  )
}

interface FigureRow {
  name: string
  values: string[]
}

function useFigures(reports: readonly RewardReport[]): FigureRow[] {
  const t = useTranslations('evaluation')
  const { percent, decimal } = useNumbers()
  const share = (value: number | null | undefined) => (value === null || value === undefined ? '–' : percent(value))
  const number = (value: number | null | undefined) => (value === null || value === undefined ? '–' : decimal(value, 3))
  const row = (name: string, cellOf: (report: RewardReport) => string): FigureRow => {
    return { name, values: reports.map(cellOf) }
  }
  return [
    row(t('accuracy'), ({ accuracy }) => share(accuracy?.value)),
    ...sliceRows(reports).map(({ kind, label, values }) => ({
      name:
        kind === 'strength' ? t('ranksApart', { count: Number(label) }) : t('timesAsLong', { range: rangeText(label) }),
      values: values.map(share),
    })),
    row(t('logLoss'), ({ logLoss }) => number(logLoss)),
    row(t('expectedError'), ({ evaluation }) => share(evaluation?.calibration.expectedError)),
    row(t('temperature'), ({ evaluation }) => number(evaluation?.calibration.temperature)),
    row(t('spearman'), ({ evaluation }) => number(evaluation?.length.spearman)),
    row(t('withinRankings'), ({ evaluation }) => number(evaluation?.length.withinRankings)),
  ]
}

interface SliceRow {
  kind: 'strength' | 'length'
  label: string
  values: (number | undefined)[]
}

/** The slices that any of the reports has, by kind and label. */
function sliceRows(reports: readonly RewardReport[]): SliceRow[] {
  const slicesOf = ({ evaluation }: RewardReport, kind: SliceRow['kind']) =>
    (kind === 'strength' ? evaluation?.byStrength : evaluation?.byLength) ?? []
  return (['strength', 'length'] as const).flatMap((kind) => {
    const labels = [...new Set(reports.flatMap((report) => slicesOf(report, kind).map(({ label }) => label)))]
    return labels.map((label) => ({
      kind,
      label,
      values: reports.map((report) => slicesOf(report, kind).find((slice) => slice.label === label)?.accuracy.value),
    }))
  })
}
