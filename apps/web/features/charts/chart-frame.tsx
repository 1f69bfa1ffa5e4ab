'use client'

import { useElementSize } from '@mantine/hooks'
import type { ReactNode } from 'react'
import classes from './chart.module.css'

interface ChartFrameProps {
  /** What the chart shows in a sentence, for who does not see it. */
  label: string
  caption?: ReactNode
  height: number
  children: (width: number) => ReactNode
}

/** An SVG as wide as its place, in pixels, so that text keeps its size at every width. */
export function ChartFrame({ label, caption, height, children }: ChartFrameProps) {
  const { ref, width } = useElementSize()
  return (
    <figure className={classes.figure}>
      <div ref={ref} className={classes.canvas} style={{ minHeight: height }}>
        {width > 0 && (
          <svg role="img" aria-label={label} width={width} height={height}>
            {children(width)}
          </svg>
        )}
      </div>
      {caption && <figcaption className={classes.caption}>{caption}</figcaption>}
    </figure>
  )
}
