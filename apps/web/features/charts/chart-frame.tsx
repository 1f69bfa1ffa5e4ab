'use client'

import { Group } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { type ReactNode, useRef } from 'react'
import classes from './chart.module.css'
import { SaveButtons } from './save-buttons.tsx'
import type { ChartData } from './to-csv.ts'

interface ChartFrameProps {
  /** What the chart shows in a sentence, for who does not see it. */
  label: string
  caption?: ReactNode
  height: number
  /** Whether there are links in it; else it is one picture to a screen reader. */
  hasLinks?: boolean
  /** What is drawn, to be saved as CSV beside the drawing. */
  data?: ChartData
  children: (width: number) => ReactNode
}

/** An SVG as wide as its place, in pixels, so that text keeps its size at every width. */
export function ChartFrame({ label, caption, height, hasLinks, data, children }: ChartFrameProps) {
  const { ref, width } = useElementSize()
  const figure = useRef<HTMLDivElement>(null)
  return (
    <figure className={classes.figure}>
      <div ref={figure}>
        <div ref={ref} className={classes.canvas} style={{ minHeight: height }}>
          {width > 0 && (
            <svg role={hasLinks ? 'group' : 'img'} aria-label={label} width={width} height={height}>
              {children(width)}
            </svg>
          )}
        </div>
      </div>
      <Group justify="space-between" align="flex-start" gap="xs" wrap="nowrap">
        {caption ? <figcaption className={classes.caption}>{caption}</figcaption> : <span />}
        {data && <SaveButtons data={data} drawing={figure} />}
      </Group>
    </figure>
  )
}
