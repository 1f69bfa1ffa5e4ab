'use client'

import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowsDiagonal, IconArrowsDiagonalMinimize2 } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { type Dispatch, type ReactNode, useEffect, useRef } from 'react'
import { ScrollRegion } from '../common/scroll-region.tsx'
import { MessageText } from '../message-text/message-text.tsx'
import classes from './completion-column.module.css'
import { CompletionMark } from './completion-mark.tsx'
import type { RankingAction, RankingState } from './ranking-reducer.ts'
import { useRankingWords } from './use-ranking-words.ts'
import { useReadShare } from './use-read-share.ts'

interface CompletionColumnProps {
  completion: number
  text: string
  /** What else the project asks about this completion. */
  panel: ReactNode
  state: RankingState
  dispatch: Dispatch<RankingAction>
  isRaw: boolean
  isEnlarged: boolean
  /** Null where there is nothing to enlarge it over. */
  onEnlarge: (() => void) | null
  /** By itself, rather than with the whole page of them. */
  scrollsAlone: boolean
}

/** One completion, all of it, in its fixed place; only its header knows where it ranks. */
export function CompletionColumn(props: CompletionColumnProps) {
  const { completion, text, panel, state, dispatch, isRaw, isEnlarged, onEnlarge, scrollsAlone } = props
  const t = useTranslations('rank')
  const words = useRankingWords()
  const readBar = useRef<HTMLSpanElement>(null)
  const column = useRef<HTMLElement>(null)
  const content = useRef<HTMLDivElement>(null)
  useReadShare(content, readBar)
  const isSelected = state.selected === completion
  useEffect(() => {
    if (isSelected) column.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [isSelected])
  const isPlaced = state.tiers.some((tier) => tier.includes(completion))
  const place = words.placeOf(state, completion)
  return (
    <section
      ref={column}
      className={classes.column}
      aria-label={t('completion', { completion: completion + 1 })}
      data-column={completion + 1}
      data-selected={isSelected || undefined}
      data-flows={!scrollsAlone || undefined}
      style={{ '--column-tint': `var(--pk-tint-${completion + 1})`, '--column-ink': `var(--pk-ink-${completion + 1})` }}
    >
      <header className={classes.head}>
        <button
          type="button"
          className={classes.place}
          data-place={completion + 1}
          onClick={() => dispatch({ type: 'choose', completion })}
        >
          <span className="pk-visually-hidden">{t('completionWord')}</span>
          <CompletionMark completion={completion} />
          <span className={isPlaced ? classes.rank : classes.unplaced}>{place}</span>
        </button>
        {onEnlarge && <EnlargeButton isEnlarged={isEnlarged} onPress={onEnlarge} />}
        <span ref={readBar} className={classes.read} aria-hidden />
      </header>
      <ScrollRegion
        className={classes.text}
        aria-label={t('textOf', { completion: completion + 1 })}
        data-text-of={completion + 1}
      >
        <div ref={content}>
          <MessageText text={text} isRaw={isRaw} />
        </div>
      </ScrollRegion>
      {panel && <div className={classes.panel}>{panel}</div>}
    </section>
  )
}

function EnlargeButton({ isEnlarged, onPress }: { isEnlarged: boolean; onPress: () => void }) {
  const t = useTranslations('rank')
  const label = t(isEnlarged ? 'shrink' : 'enlarge')
  const Icon = isEnlarged ? IconArrowsDiagonalMinimize2 : IconArrowsDiagonal
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size={32} onClick={onPress} aria-label={label}>
        <Icon size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
