'use client'

import { SegmentedControl, Stack, Text } from '@mantine/core'
import type { Evaluation } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { IntervalChart, type IntervalRow } from '../charts/interval-chart.tsx'
import { Panel } from '../common/panel.tsx'
import { useNumbers } from '../common/use-numbers.ts'
import { rangeText } from './range-text.ts'

const kinds = ['strength', 'length', 'annotator', 'source'] as const
type Kind = (typeof kinds)[number]

/** So many are drawn; the file has all. */
const mostDrawn = 12

/** Accuracy by distance of ranks, by length, by annotator and by source model, one at a time. */
export function SlicesPanel({ evaluation }: { evaluation: Evaluation }) {
  const t = useTranslations('evaluation')
  const { percent } = useNumbers()
  const rows = useRows(evaluation)
  const known = kinds.filter((kind) => rows[kind].length > 0)
  const [chosen, setChosen] = useState<Kind>('strength')
  const shown = rows[chosen].slice(0, mostDrawn)
  return (
    <Panel title={t('slices')}>
      <Stack gap="md">
        <SegmentedControl
          aria-label={t('slices')}
          value={chosen}
          onChange={(kind) => setChosen(kind as Kind)}
          data={known.map((kind) => ({ value: kind, label: t(`by.${kind}`) }))}
          style={{ alignSelf: 'flex-start', maxWidth: '100%', flexWrap: 'wrap' }}
        />
        <Text size="sm" c="dimmed">
          {t(`byNote.${chosen}`)}
        </Text>
        <IntervalChart
          label={shown.map(({ label, value }) => `${label} ${percent(value)}`).join(', ')}
          caption={t('slicesCaption')}
          rows={shown}
          include={[0.5, 1]}
          reference={{ label: t('coin'), value: 0.5 }}
          format={(value) => percent(value, 0)}
          formatTick={(value) => percent(value, 0)}
          data={{
            filename: `accuracy-by-${chosen}`,
            columns: [chosen, 'accuracy', 'low', 'high', 'pairs'],
            rows: rows[chosen].map(({ key, value, low, high, pairs }) => [key, value, low, high, pairs]),
          }}
        />
      </Stack>
    </Panel>
  )
}

type Row = IntervalRow & { pairs: number }

function useRows({ byStrength, byLength, byAnnotator, bySourceModel }: Evaluation): Record<Kind, Row[]> {
  const t = useTranslations('evaluation')
  const { count, percent } = useNumbers()
  const rowOf = ({ label, accuracy }: Evaluation['byStrength'][number], name = label): Row => {
    const { n: pairs, ...interval } = accuracy
    return { key: label, label: name, ...interval, pairs, note: t('inPairs', { count: count(pairs) }) }
  }
  return {
    strength: byStrength.map((slice) => rowOf(slice, t('ranksApart', { count: Number(slice.label) }))),
    length: byLength.map((slice) => rowOf(slice, t('timesAsLong', { range: rangeText(slice.label) }))),
    annotator: byAnnotator.map((slice) => rowOf(slice)),
    source: bySourceModel.map(({ model, accuracy, preferred, rewarded }) => ({
      ...rowOf({ label: model, accuracy }),
      note: t('sourceNote', { preferred: percent(preferred, 0), rewarded: percent(rewarded, 0) }),
    })),
  }
}
