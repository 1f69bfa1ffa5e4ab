'use client'

import type { Leaderboard } from '@plackett/contracts'
import { useFormatter, useTranslations } from 'next-intl'
import { LineChart } from '../charts/line-chart.tsx'
import { Panel } from '../common/panel.tsx'
import { useNumbers } from '../common/use-numbers.ts'

const dayMs = 86_400_000
/** More curves than this cannot be told apart; the file has all. */
const mostDrawn = 6
const colours = ['var(--pk-series-a)', 'var(--pk-series-b)', 'var(--pk-series-c)', 'var(--pk-reference)']

/** The ratings as they were, day by day. */
export function HistoryPanel({ board }: { board: Leaderboard }) {
  const t = useTranslations('leaderboard')
  const { count } = useNumbers()
  const format = useFormatter()
  const day = (x: number) =>
    format.dateTime(new Date(Math.round(x) * dayMs), { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const rows = board.history.flatMap(({ day, rows }) =>
    rows.map(({ model, rating, low, high }) => [day, model, rating, low, high]),
  )
  return (
    <Panel title={t('history')} note={board.rows.length > mostDrawn ? t('firstOf', { shown: mostDrawn }) : null}>
      <LineChart
        label={t('historyLabel')}
        caption={t('historyCaption')}
        series={board.rows.slice(0, mostDrawn).map(({ model }, at) => {
          const points = board.history.flatMap(({ day, rows }) => {
            const row = rows.find((each) => each.model === model)
            return row ? [{ x: Date.parse(day) / dayMs, y: row.rating }] : []
          })
          const last = board.history.at(-1)?.rows.find((each) => each.model === model)
          return {
            label: model.length > 16 ? `${model.slice(0, 15)}…` : model,
            colour: colours[at % colours.length]!,
            points,
            ...(last && { interval: { low: last.low, high: last.high } }),
          }
        })}
        formatX={day}
        formatY={(value) => count(Math.round(value))}
        height={280}
        data={{ filename: 'leaderboard-history', columns: ['day', 'model', 'rating', 'low', 'high'], rows }}
      />
    </Panel>
  )
}
