'use client'

import type { ReactNode } from 'react'
import classes from './chart.module.css'
import { ChartFrame } from './chart-frame.tsx'
import { niceTicks } from './nice-ticks.ts'
import type { ChartData } from './to-csv.ts'

export interface Bar {
  key: string
  label: string
  value: number
}

interface BarChartProps {
  label: string
  caption?: ReactNode
  bars: Bar[]
  formatY: (y: number) => string
  height?: number
  data?: ChartData
}

const left = 40
const bottom = 24
const top = 16
const widestBar = 48
const roomForLabel = 72

/** Counts from zero, one bar each; the last and the highest carry their number. */
export function BarChart({ label, caption, bars, formatY, height = 180, data }: BarChartProps) {
  const highest = Math.max(1, ...bars.map((bar) => bar.value))
  const ticks = niceTicks(0, highest, 3).filter(Number.isInteger)
  return (
    <ChartFrame label={label} caption={caption} height={height} data={data}>
      {(width) => {
        const step = Math.max(0, width - left) / Math.max(1, bars.length)
        const thickness = Math.min(widestBar, step * 0.72)
        const every = Math.ceil(roomForLabel / Math.max(step, 1))
        const scaleY = (value: number) => top + (1 - value / highest) * (height - top - bottom)
        return (
          <>
            {ticks.map((tick) => (
              <g key={tick}>
                <line className={classes.grid} x1={left} x2={width} y1={scaleY(tick)} y2={scaleY(tick)} />
                <text x={left - 8} y={scaleY(tick) + 4} textAnchor="end">
                  {formatY(tick)}
                </text>
              </g>
            ))}
            {bars.map((bar, index) => {
              const centre = left + step * (index + 0.5)
              const isLabelled = (bars.length - 1 - index) % every === 0
              return (
                <g key={bar.key}>
                  <title>{`${bar.label}: ${formatY(bar.value)}`}</title>
                  <rect
                    x={centre - thickness / 2}
                    y={scaleY(bar.value)}
                    width={thickness}
                    height={scaleY(0) - scaleY(bar.value)}
                    fill="var(--pk-series-a)"
                    rx={1}
                  />
                  {step >= 24 && bar.value > 0 && (
                    <text x={centre} y={scaleY(bar.value) - 4} textAnchor="middle">
                      {formatY(bar.value)}
                    </text>
                  )}
                  {isLabelled && (
                    <text x={centre} y={height - 4} textAnchor="middle">
                      {bar.label}
                    </text>
                  )}
                </g>
              )
            })}
          </>
        )
      }}
    </ChartFrame>
  )
}
