'use client'

import type { AnnotatorReport } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { IntervalChart, type IntervalRow } from '../charts/interval-chart.tsx'
import { Panel } from '../common/panel.tsx'
import { useNumbers } from '../common/use-numbers.ts'
import { tasksLink } from '../quality/tasks-link.ts'
import { useProject } from '../shell/project-context.ts'

/** So many are drawn; the file has all. */
const mostDrawn = 15

/** How often each is right, as far as the votes of all tell. */
export function ReliabilityPanel({ annotators }: { annotators: AnnotatorReport[] }) {
  const t = useTranslations('annotators')
  const { count, percent } = useNumbers()
  const { id } = useProject()
  const known = annotators.filter(({ reliability }) => reliability !== null)
  const rows = known
    .map(({ annotatorId, name, reliability }): IntervalRow => {
      const { n, ...estimate } = reliability!
      const href = tasksLink(id, { annotatorIds: [annotatorId] })
      return { key: annotatorId, label: name, href, ...estimate, note: t('nPairs', { n: count(n) }) }
    })
    .sort((a, b) => b.value - a.value)
  return (
    <Panel
      title={t('reliability')}
      note={rows.length > mostDrawn ? t('firstOf', { shown: mostDrawn, all: count(rows.length) }) : null}
    >
      {rows.length === 0 ? (
        t('noReliability')
      ) : (
        <IntervalChart
          label={t('reliabilityLabel')}
          caption={t('reliabilityCaption')}
          rows={rows.slice(0, mostDrawn)}
          reference={{ label: t('coin'), value: 0.5 }}
          include={[1]}
          format={(value) => percent(value, 0)}
          formatTick={(value) => percent(value, 0)}
          data={{
            filename: 'reliability',
            columns: ['annotator', 'reliability', 'low', 'high', 'pairs'],
            rows: known.map(({ name, reliability }) => {
              const { value, low, high, n } = reliability!
              return [name, value, low, high, n]
            }),
          }}
        />
      )}
    </Panel>
  )
}
