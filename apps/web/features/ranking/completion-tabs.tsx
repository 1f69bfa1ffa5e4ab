'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useRef, useState } from 'react'
import { CompletionMark } from './completion-mark.tsx'
import classes from './completion-tabs.module.css'
import { type RankingState, ranksOf } from './ranking-reducer.ts'

interface CompletionTabsProps {
  state: RankingState
  /** One column a completion, in the order shown. */
  children: ReactNode[]
}

/** One completion at a time: by tab, or by a swipe to the next. */
export function CompletionTabs({ state, children }: CompletionTabsProps) {
  const t = useTranslations('rank')
  const pages = useRef<HTMLDivElement>(null)
  const [shown, setShown] = useState(0)
  const ranks = ranksOf(state.tiers)
  const show = (index: number) => {
    pages.current?.children[index]?.scrollIntoView({ behavior: 'instant', block: 'nearest', inline: 'start' })
  }
  return (
    <div className={classes.root}>
      <div role="group" aria-label={t('completions')} className={classes.tabs}>
        {children.map((_, index) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: a completion is its place
            key={index}
            type="button"
            className={classes.tab}
            aria-pressed={shown === index}
            onClick={() => show(index)}
          >
            <span className="pk-visually-hidden">{t('completionWord')}</span>
            <CompletionMark completion={index} />
            {ranks.has(index) && (
              <span className={classes.rank}>{t('words.rankShort', { rank: ranks.get(index)! })}</span>
            )}
          </button>
        ))}
      </div>
      <div ref={pages} className={classes.pages} onScroll={({ currentTarget }) => setShown(pageOf(currentTarget))}>
        {children}
      </div>
    </div>
  )
}

/** Pages run from right to left, and are counted below 0, where lines do. */
function pageOf({ scrollLeft, clientWidth }: HTMLElement): number {
  return Math.round(Math.abs(scrollLeft) / clientWidth)
}
