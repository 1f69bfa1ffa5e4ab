'use client'

import type { Estimate } from '@plackett/contracts'
import type { ReactNode } from 'react'
import classes from './chart.module.css'
import { ChartFrame } from './chart-frame.tsx'
import { niceTicks } from './nice-ticks.ts'

export interface EstimateRow {
  label: string
  estimate: Estimate
  /** The subject is drawn in the accent; what it is compared with in grey, with a line down the whole chart. */
  isSubject: boolean
}

interface EstimateChartProps {
  label: string
  caption?: ReactNode
  rows: EstimateRow[]
  format: (value: number) => string
  formatTick: (value: number) => string
}

const rowHeight = 44
const axisHeight = 28
const side = 12

/** Each estimate as a dot with its 95 % interval, its value and its n written out, on one common scale. */
export function EstimateChart({ label, caption, rows, format, formatTick }: EstimateChartProps) {
  const values = rows.flatMap(({ estimate }) => [estimate.low, estimate.high, estimate.value])
  const low = Math.max(0, Math.min(0.45, ...values) - 0.02)
  const high = Math.min(1, Math.max(0.75, ...values) + 0.05)
  const height = rows.length * rowHeight + axisHeight
  return (
    <ChartFrame label={label} caption={caption} height={height}>
      {(width) => {
        const scale = (value: number) => side + ((value - low) / (high - low)) * (width - 2 * side)
        return (
          <>
            {niceTicks(low, high, 5).map((tick) => (
              <g key={tick}>
                <line className={classes.grid} x1={scale(tick)} x2={scale(tick)} y1={0} y2={height - axisHeight} />
                <text x={scale(tick)} y={height - 8} textAnchor="middle">
                  {formatTick(tick)}
                </text>
              </g>
            ))}
            {rows
              .filter((row) => !row.isSubject)
              .map(({ label: name, estimate }) => (
                <line
                  key={name}
                  className={classes.reference}
                  x1={scale(estimate.value)}
                  x2={scale(estimate.value)}
                  y1={0}
                  y2={height - axisHeight}
                />
              ))}
            {rows.map((row, index) => (
              <EstimateMark key={row.label} {...{ row, scale, format, width }} y={index * rowHeight + 28} />
            ))}
          </>
        )
      }}
    </ChartFrame>
  )
}

interface EstimateMarkProps {
  row: EstimateRow
  y: number
  width: number
  scale: (value: number) => number
  format: (value: number) => string
}

function EstimateMark({ row, y, width, scale, format }: EstimateMarkProps) {
  const { estimate, isSubject, label } = row
  const ink = isSubject ? 'var(--pk-series-a)' : 'var(--pk-reference)'
  const x = scale(estimate.value)
  const words = `${label} ${format(estimate.value)} [${format(estimate.low)}, ${format(estimate.high)}], n = ${estimate.n}`
  const startsAt = Math.max(side, Math.min(scale(estimate.low), width - side - words.length * 6.4))
  return (
    <g>
      <line x1={scale(estimate.low)} x2={scale(estimate.high)} y1={y} y2={y} stroke={ink} strokeWidth={2} />
      {[estimate.low, estimate.high].map((end) => (
        <line key={end} x1={scale(end)} x2={scale(end)} y1={y - 4} y2={y + 4} stroke={ink} strokeWidth={2} />
      ))}
      {isSubject ? (
        <circle cx={x} cy={y} r={5} fill={ink} />
      ) : (
        <rect x={x - 4} y={y - 4} width={8} height={8} fill={ink} transform={`rotate(45 ${x} ${y})`} />
      )}
      <text
        x={startsAt}
        y={y - 12}
        style={{ fill: isSubject ? ink : undefined }}
        fontWeight={isSubject ? 600 : undefined}
      >
        {words}
      </text>
    </g>
  )
}
