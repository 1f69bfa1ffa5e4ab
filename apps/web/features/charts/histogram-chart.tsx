'use client'

import type { ReactNode } from 'react'
import classes from './chart.module.css'
import { ChartFrame } from './chart-frame.tsx'
import { niceTicks } from './nice-ticks.ts'
import type { ChartData } from './to-csv.ts'

interface HistogramChartProps {
  label: string
  caption?: ReactNode
  /** One more than there are bins. */
  edges: readonly number[]
  /** Two, drawn as steps over each other; each as shares of its own whole. */
  series: readonly { label: string; colour: string; counts: readonly number[] }[]
  format: (value: number) => string
  formatShare: (share: number) => string
  data?: ChartData
}

const height = 220
const left = 48
const bottom = 24
const top = 36

/** How values are spread, of two kinds over each other. */
export function HistogramChart({ label, caption, edges, series, format, formatShare, data }: HistogramChartProps) {
  const shares = series.map(({ counts }) => {
    const total = Math.max(1, sumOf(counts))
    return counts.map((count) => count / total)
  })
  const [low, high] = [edges[0]!, edges.at(-1)!]
  const most = Math.max(0.01, ...shares.flat())
  return (
    <ChartFrame label={label} caption={caption} height={height} {...(data && { data })}>
      {(width) => {
        const scaleX = (value: number) => left + ((value - low) / (high - low)) * (width - left - 12)
        const scaleY = (share: number) => top + (1 - share / most) * (height - top - bottom)
        return (
          <>
            {niceTicks(0, most, 3).map((tick) => (
              <g key={tick}>
                <line className={classes.grid} x1={left} x2={width - 12} y1={scaleY(tick)} y2={scaleY(tick)} />
                <text x={left - 8} y={scaleY(tick) + 4} textAnchor="end">
                  {formatShare(tick)}
                </text>
              </g>
            ))}
            {niceTicks(low, high, width < 480 ? 3 : 6).map((tick) => (
              <text key={tick} x={scaleX(tick)} y={height - 4} textAnchor="middle">
                {format(tick)}
              </text>
            ))}
            {series.map(({ label: name, colour }, at) => (
              <g key={name}>
                <path d={stepsOf(edges, shares[at]!, { scaleX, scaleY })} fill={colour} fillOpacity={0.18} />
                <path d={stepsOf(edges, shares[at]!, { scaleX, scaleY })} fill="none" stroke={colour} strokeWidth={2} />
                <rect x={left} y={at * 16 + 2} width={10} height={10} fill={colour} />
                <text x={left + 16} y={at * 16 + 11}>
                  {`${name}, n = ${sumOf(series[at]!.counts)}`}
                </text>
              </g>
            ))}
          </>
        )
      }}
    </ChartFrame>
  )
}

interface Scales {
  scaleX: (value: number) => number
  scaleY: (share: number) => number
}

function stepsOf(edges: readonly number[], shares: readonly number[], { scaleX, scaleY }: Scales): string {
  const steps = shares.map((share, at) => `V${scaleY(share)}H${scaleX(edges[at + 1]!)}`)
  return `M${scaleX(edges[0]!)} ${scaleY(0)}${steps.join('')}V${scaleY(0)}`
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
