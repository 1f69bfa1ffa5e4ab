'use client'

import type { AnnotatorReport } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { ScatterChart } from '../charts/scatter-chart.tsx'
import { Panel } from '../common/panel.tsx'
import { useNumbers } from '../common/use-numbers.ts'

/** Whether who is quick is less reliable. */
export function SpeedPanel({ annotators }: { annotators: AnnotatorReport[] }) {
  const t = useTranslations('annotators')
  const { count, percent } = useNumbers()
  const points = annotators.flatMap(({ annotatorId, name, medianSeconds, reliability }) => {
    if (reliability === null || medianSeconds === null) return []
    const { value, low, high } = reliability
    return [{ key: annotatorId, label: name, x: medianSeconds, y: value, low, high }]
  })
  if (points.length === 0) return null
  return (
    <Panel title={t('speed')}>
      <ScatterChart
        label={t('speedLabel')}
        caption={t('speedCaption')}
        points={points}
        axis={t('speedAxis')}
        formatX={(seconds) => count(Math.round(seconds))}
        formatY={(value) => percent(value, 0)}
        data={{
          filename: 'speed-and-reliability',
          columns: ['annotator', 'median seconds', 'reliability', 'low', 'high'],
          rows: points.map(({ label, x, y, low, high }) => [label, x, y, low, high]),
        }}
      />
    </Panel>
  )
}
