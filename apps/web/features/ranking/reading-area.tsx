'use client'

import type { BenchLayout, Preferences } from '@plackett/contracts'
import type { ReactNode } from 'react'
import { CompletionTabs } from './completion-tabs.tsx'
import type { RankingState } from './ranking-reducer.ts'
import classes from './reading-area.module.css'

interface ReadingAreaProps {
  layout: BenchLayout
  scroll: Preferences['scroll']
  /** The one completion shown in place of all. */
  enlarged: number | null
  state: RankingState
  column: (completion: number) => ReactNode
}

/** The completions in their fixed places: beside each other, one under the other, or one at a time. */
export function ReadingArea({ layout, scroll, enlarged, state, column }: ReadingAreaProps) {
  const places = Array.from({ length: state.count }, (_, completion) => completion)
  if (layout === 'single') return <CompletionTabs state={state}>{places.map(column)}</CompletionTabs>
  const shown = enlarged === null ? places : [enlarged]
  return (
    <div
      className={classes.area}
      data-layout={layout}
      data-scroll={layout === 'list' ? 'together' : scroll}
      data-many={shown.length > 4 || undefined}
      style={{ '--columns': layout === 'list' ? 1 : shown.length }}
    >
      {shown.map(column)}
    </div>
  )
}
