'use client'

import { useDraggable } from '@dnd-kit/core'
import { useTranslations } from 'next-intl'
import type { Dispatch } from 'react'
import { CompletionMark } from './completion-mark.tsx'
import classes from './rank-chip.module.css'
import type { RankingAction, RankingState } from './ranking-reducer.ts'
import { useRankingWords } from './use-ranking-words.ts'

interface RankChipProps {
  completion: number
  state: RankingState
  dispatch: Dispatch<RankingAction>
  /** Waiting to be placed. */
  isHollow?: boolean
}

/** A completion on the rail: tapped to place or select it, dragged to where it belongs. */
export function RankChip({ completion, state, dispatch, isHollow }: RankChipProps) {
  const t = useTranslations('rank')
  const words = useRankingWords()
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: String(completion) })
  const isSelected = state.selected === completion
  return (
    <button
      type="button"
      ref={setNodeRef}
      {...listeners}
      className={classes.chip}
      data-chip={completion + 1}
      data-hollow={isHollow || undefined}
      data-selected={isSelected || undefined}
      data-lifted={isDragging || undefined}
      style={{ '--chip-tint': `var(--pk-tint-${completion + 1})`, '--chip-ink': `var(--pk-ink-${completion + 1})` }}
      aria-label={t('chip', { completion: completion + 1, place: words.placeOf(state, completion) })}
      aria-pressed={isHollow ? undefined : isSelected}
      onClick={() => dispatch({ type: 'choose', completion })}
    >
      <CompletionMark completion={completion} />
    </button>
  )
}
