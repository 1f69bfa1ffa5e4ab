'use client'

import type { ReactNode } from 'react'
import classes from './chart.module.css'
import { ChartFrame } from './chart-frame.tsx'
import { niceTicks } from './nice-ticks.ts'
import type { ChartData } from './to-csv.ts'

interface ReliabilityChartProps {
  label: string
  caption?: ReactNode
  bins: readonly { count: number; predicted: number; observed: number }[]
  /** What stands along the two axes. */
  predicted: string
  observed: string
  format: (value: number) => string
  data?: ChartData
}

const height = 260
const left = 44
const bottom = 40
const top = 20
const right = 12
const widest = 420

/** What was said against what came true; on the diagonal both agree. The larger a dot, the more pairs are behind it. */
export function ReliabilityChart(props: ReliabilityChartProps) {
  const { label, caption, bins, predicted, observed, format, data } = props
  const low = Math.max(0, Math.min(0.5, ...bins.map((bin) => Math.min(bin.predicted, bin.observed))) - 0.02)
  const most = Math.max(1, ...bins.map(({ count }) => count))
  return (
    <ChartFrame label={label} caption={caption} height={height} {...(data && { data })}>
      {(whole) => {
        const width = Math.min(whole, widest)
        const scaleX = (value: number) => left + ((value - low) / (1 - low)) * (width - left - right)
        const scaleY = (value: number) => top + (1 - (value - low) / (1 - low)) * (height - top - bottom)
        return (
          <>
            {niceTicks(low, 1, 4).map((tick) => (
              <g key={tick}>
                <line className={classes.grid} x1={left} x2={width - right} y1={scaleY(tick)} y2={scaleY(tick)} />
                <text x={left - 8} y={scaleY(tick) + 4} textAnchor="end">
                  {format(tick)}
                </text>
                <text x={scaleX(tick)} y={height - bottom + 18} textAnchor="middle">
                  {format(tick)}
                </text>
              </g>
            ))}
            <line className={classes.reference} x1={scaleX(low)} x2={scaleX(1)} y1={scaleY(low)} y2={scaleY(1)} />
            <polyline
              points={bins.map((bin) => `${scaleX(bin.predicted)},${scaleY(bin.observed)}`).join(' ')}
              fill="none"
              stroke="var(--pk-series-a)"
              strokeWidth={1.5}
            />
            {bins.map((bin) => (
              <circle
                key={bin.predicted}
                cx={scaleX(bin.predicted)}
                cy={scaleY(bin.observed)}
                r={3 + 5 * Math.sqrt(bin.count / most)}
                fill="var(--pk-series-a)"
              >
                <title>{`${format(bin.predicted)} → ${format(bin.observed)}, n = ${bin.count}`}</title>
              </circle>
            ))}
            <text x={0} y={12}>
              {observed}
            </text>
            <text x={width - right} y={height - 4} textAnchor="end">
              {predicted}
            </text>
          </>
        )
      }}
    </ChartFrame>
  )
}
