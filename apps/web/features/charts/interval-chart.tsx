'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import classes from './chart.module.css'
import { ChartFrame } from './chart-frame.tsx'
import { niceTicks } from './nice-ticks.ts'
import type { ChartData } from './to-csv.ts'

export interface IntervalRow {
  key: string
  label: string
  /** Where what is behind the row is listed. */
  href?: string | undefined
  value: number
  /** The ends of the 95 % interval. */
  low: number
  high: number
  /** Behind the interval: what it was counted from. */
  note?: string
}

interface IntervalChartProps {
  label: string
  caption?: ReactNode
  rows: IntervalRow[]
  /** A level to compare with, down the whole chart, with its name at the foot. */
  reference?: { label: string; value: number }
  /** Values that the axis always shows, so that a narrow range does not look like a wide one. */
  include?: readonly number[]
  format: (value: number) => string
  formatTick: (value: number) => string
  data?: ChartData
}

const rowHeight = 48
const axisHeight = 28
const side = 12
const roomForNotes = 420
/** Of a letter at 12 px, about; a Chinese character takes two. */
const letter = 6.6

/** One row each, its name and figures above its interval, on one common scale. */
export function IntervalChart(props: IntervalChartProps) {
  const { label, caption, rows, reference, include = [], formatTick, format, data } = props
  const values = [...rows.flatMap(({ value, low, high }) => [value, low, high]), ...include]
  if (reference) values.push(reference.value)
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const air = (most - least || 1) * 0.03
  const height = rows.length * rowHeight + axisHeight
  return (
    <ChartFrame
      label={label}
      caption={caption}
      height={height}
      hasLinks={rows.some(({ href }) => href !== undefined)}
      {...(data && { data })}
    >
      {(width) => {
        const [from, to] = [least - air, most + air]
        const scale = (value: number) => side + ((value - from) / (to - from)) * (width - 2 * side)
        return (
          <>
            {niceTicks(from, to, width < 480 ? 3 : 6).map((tick) => (
              <g key={tick}>
                <line className={classes.grid} x1={scale(tick)} x2={scale(tick)} y1={0} y2={height - axisHeight} />
                <text x={scale(tick)} y={height - 8} textAnchor="middle">
                  {formatTick(tick)}
                </text>
              </g>
            ))}
            {reference && (
              <line
                className={classes.reference}
                x1={scale(reference.value)}
                x2={scale(reference.value)}
                y1={0}
                y2={height - axisHeight}
              >
                <title>{`${reference.label} ${format(reference.value)}`}</title>
              </line>
            )}
            {rows.map((row, index) => (
              <IntervalMark key={row.key} {...{ row, scale, format, width }} top={index * rowHeight} />
            ))}
          </>
        )
      }}
    </ChartFrame>
  )
}

interface IntervalMarkProps {
  row: IntervalRow
  top: number
  width: number
  scale: (value: number) => number
  format: (value: number) => string
}

function IntervalMark({ row, top, width, scale, format }: IntervalMarkProps) {
  const { value, low, high, href, note } = row
  // On a phone there is no room for both a name and what is said besides.
  const besides = note && width >= roomForNotes ? ` · ${note}` : ''
  const figures = `${format(value)} [${format(low)}, ${format(high)}]${besides}`
  const name = shortened(row.label, width - 2 * side - widthOf(figures) - 16)
  const y = top + 32
  const words = (
    <text
      className={classes.label}
      x={side}
      y={top + 18}
      style={{ fill: href ? 'var(--pk-accent)' : 'var(--pk-text)' }}
    >
      <title>{row.label}</title>
      {name}
    </text>
  )
  return (
    <g>
      {href ? <Link href={href}>{words}</Link> : words}
      <text x={width - side} y={top + 18} textAnchor="end">
        {figures}
      </text>
      <line x1={scale(low)} x2={scale(high)} y1={y} y2={y} stroke="var(--pk-series-a)" strokeWidth={2} />
      <IntervalEnd x={scale(low)} y={y} />
      <IntervalEnd x={scale(high)} y={y} />
      <circle cx={scale(value)} cy={y} r={4.5} fill="var(--pk-series-a)" />
    </g>
  )
}

function IntervalEnd({ x, y }: { x: number; y: number }) {
  return <line x1={x} x2={x} y1={y - 4} y2={y + 4} stroke="var(--pk-series-a)" strokeWidth={2} />
}

function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (character > '\u2e80' ? 2 : 1) * letter, 0)
}

/** As much of a name as there is room for; a hover tells the rest. */
function shortened(name: string, room: number): string {
  if (widthOf(name) <= room) return name
  const letters = [...name]
  while (letters.length > 1 && widthOf(`${letters.join('')}…`) > room) letters.pop()
  return `${letters.join('')}…`
}
