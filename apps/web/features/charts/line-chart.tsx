'use client'

import type { ReactNode } from 'react'
import classes from './chart.module.css'
import { ChartFrame } from './chart-frame.tsx'
import { niceTicks, paddedRange, spreadLabels } from './nice-ticks.ts'
import type { ChartData } from './to-csv.ts'

export interface Series {
  label: string
  colour: string
  points: { x: number; y: number }[]
  /** The 95 % interval of the last point, where it is known. */
  interval?: { low: number; high: number }
}

interface LineChartProps {
  label: string
  caption?: ReactNode
  series: Series[]
  /** Dashed levels to compare with, labelled at the left. */
  references?: { label: string; y: number }[]
  formatX: (x: number) => string
  formatY: (y: number) => string
  height?: number
  data?: ChartData
}

const left = 48
const bottom = 24
const top = 8
const labelGap = 14

/** Curves over a common x; each is labelled at its end, in its own ink. */
export function LineChart({
  label,
  caption,
  series,
  references = [],
  formatX,
  formatY,
  height = 220,
  data,
}: LineChartProps) {
  const drawn = series.filter((line) => line.points.length > 0)
  const points = drawn.flatMap((line) => line.points)
  const [x0, x1] = extent(points.map((point) => point.x))
  const [y0, y1] = paddedRange([
    ...points.map((point) => point.y),
    ...drawn.flatMap(({ interval }) => (interval ? [interval.low, interval.high] : [])),
    ...references.map((reference) => reference.y),
  ])
  const right = 12 + Math.max(0, ...drawn.map((line) => labelWidth(line.label)))

  return (
    <ChartFrame label={label} caption={caption} height={height} data={data}>
      {(width) => {
        const scaleX = (x: number) => left + ((x - x0) / (x1 - x0 || 1)) * Math.max(0, width - left - right)
        const scaleY = (y: number) => top + (1 - (y - y0) / (y1 - y0)) * (height - top - bottom)
        const ends = drawn.map((line) => line.points.at(-1)!)
        const labelYs = spreadLabels(
          ends.map((end) => scaleY(end.y)),
          labelGap,
        )
        return (
          <>
            <YAxis ticks={niceTicks(y0, y1)} {...{ scaleY, width, right, formatY }} />
            <XAxis ticks={niceTicks(x0, x1, width < 480 ? 3 : 6)} {...{ scaleX, height, formatX }} />
            {references.map((reference) => (
              <Reference key={reference.label} {...{ reference, scaleY, width, right }} />
            ))}
            {drawn.map((line, index) => (
              <g key={line.label}>
                <polyline
                  points={line.points.map((point) => `${scaleX(point.x)},${scaleY(point.y)}`).join(' ')}
                  fill="none"
                  stroke={line.colour}
                  strokeWidth={2}
                  strokeLinejoin="round"
                />
                {line.interval && (
                  <Interval
                    x={scaleX(ends[index]!.x)}
                    low={scaleY(line.interval.low)}
                    high={scaleY(line.interval.high)}
                    colour={line.colour}
                  />
                )}
                <circle cx={scaleX(ends[index]!.x)} cy={scaleY(ends[index]!.y)} r={3} fill={line.colour} />
                <text
                  className={classes.label}
                  x={scaleX(ends[index]!.x) + 8}
                  y={labelYs[index]! + 4}
                  style={{ fill: line.colour }}
                >
                  {line.label}
                </text>
              </g>
            ))}
          </>
        )
      }}
    </ChartFrame>
  )
}

interface YAxisProps {
  ticks: number[]
  scaleY: (y: number) => number
  width: number
  right: number
  formatY: (y: number) => string
}

function YAxis({ ticks, scaleY, width, right, formatY }: YAxisProps) {
  return ticks.map((tick) => (
    <g key={tick}>
      <line className={classes.grid} x1={left} x2={width - right} y1={scaleY(tick)} y2={scaleY(tick)} />
      <text x={left - 8} y={scaleY(tick) + 4} textAnchor="end">
        {formatY(tick)}
      </text>
    </g>
  ))
}

interface XAxisProps {
  ticks: number[]
  scaleX: (x: number) => number
  height: number
  formatX: (x: number) => string
}

function XAxis({ ticks, scaleX, height, formatX }: XAxisProps) {
  return ticks.map((tick) => (
    <text key={tick} x={scaleX(tick)} y={height - 4} textAnchor="middle">
      {formatX(tick)}
    </text>
  ))
}

/** A whisker from low to high; all in pixels. */
function Interval({ x, low, high, colour }: { x: number; low: number; high: number; colour: string }) {
  return <path d={`M${x - 4} ${low}h8m-4 0V${high}m-4 0h8`} stroke={colour} strokeWidth={1.5} fill="none" />
}

interface ReferenceProps {
  reference: { label: string; y: number }
  scaleY: (y: number) => number
  width: number
  right: number
}

function Reference({ reference, scaleY, width, right }: ReferenceProps) {
  const y = scaleY(reference.y)
  return (
    <g>
      <line className={classes.reference} x1={left} x2={width - right} y1={y} y2={y} />
      <text x={left + 4} y={y - 4}>
        {reference.label}
      </text>
    </g>
  )
}

/** In pixels, about: a Chinese character is as wide as it is high. */
function labelWidth(label: string): number {
  return [...label].reduce((width, character) => width + (character > '\u2e80' ? 12 : 7.2), 0)
}

function extent(values: number[]): [number, number] {
  return values.length === 0 ? [0, 1] : [Math.min(...values), Math.max(...values)]
}
