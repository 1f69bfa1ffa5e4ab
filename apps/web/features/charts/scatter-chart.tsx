'use client'

import type { ReactNode } from 'react'
import classes from './chart.module.css'
import { ChartFrame } from './chart-frame.tsx'
import { niceTicks, paddedRange, spreadLabels } from './nice-ticks.ts'
import type { ChartData } from './to-csv.ts'

export interface ScatterPoint {
  key: string
  label: string
  x: number
  y: number
  /** The ends of the 95 % interval of y. */
  low: number
  high: number
}

interface ScatterChartProps {
  label: string
  caption?: ReactNode
  points: ScatterPoint[]
  /** What the horizontal axis counts, at its end. */
  axis: string
  formatX: (x: number) => string
  formatY: (y: number) => string
  height?: number
  data?: ChartData
}

const left = 48
const right = 16
const bottom = 40
const top = 16
const labelGap = 14
/** More names than this only cover each other; a hover tells each. */
const mostNames = 15

/** One dot each with its interval and its name; x starts at zero. */
export function ScatterChart({
  label,
  caption,
  points,
  axis,
  formatX,
  formatY,
  height = 300,
  data,
}: ScatterChartProps) {
  const [, x1] = paddedRange([0, ...points.map(({ x }) => x)])
  const [y0, y1] = paddedRange(points.flatMap(({ y, low, high }) => [y, low, high]))
  return (
    <ChartFrame label={label} caption={caption} height={height} {...(data && { data })}>
      {(width) => {
        const scaleX = (x: number) => left + (x / x1) * (width - left - right)
        const scaleY = (y: number) => top + (1 - (y - y0) / (y1 - y0)) * (height - top - bottom)
        const labelYs = spreadLabels(
          points.map(({ y }) => scaleY(y)),
          labelGap,
        )
        return (
          <>
            {niceTicks(y0, y1).map((tick) => (
              <g key={tick}>
                <line className={classes.grid} x1={left} x2={width - right} y1={scaleY(tick)} y2={scaleY(tick)} />
                <text x={left - 8} y={scaleY(tick) + 4} textAnchor="end">
                  {formatY(tick)}
                </text>
              </g>
            ))}
            {niceTicks(0, x1, width < 480 ? 3 : 6).map((tick) => (
              <text key={tick} x={scaleX(tick)} y={height - bottom + 18} textAnchor="middle">
                {formatX(tick)}
              </text>
            ))}
            <text x={width - right} y={height - 4} textAnchor="end">
              {axis}
            </text>
            {points.map(({ key, label: name, x, y, low, high }, at) => (
              <g key={key}>
                <title>{`${name}: ${formatX(x)}, ${formatY(y)} [${formatY(low)}, ${formatY(high)}]`}</title>
                <line
                  x1={scaleX(x)}
                  x2={scaleX(x)}
                  y1={scaleY(low)}
                  y2={scaleY(high)}
                  stroke="var(--pk-series-a)"
                  strokeWidth={1.5}
                />
                <circle cx={scaleX(x)} cy={scaleY(y)} r={4.5} fill="var(--pk-series-a)" />
                {points.length <= mostNames && (
                  <text
                    className={classes.label}
                    x={scaleX(x) + (x > x1 * 0.7 ? -8 : 8)}
                    y={labelYs[at]! + 4}
                    textAnchor={x > x1 * 0.7 ? 'end' : 'start'}
                  >
                    {name}
                  </text>
                )}
              </g>
            ))}
          </>
        )
      }}
    </ChartFrame>
  )
}
