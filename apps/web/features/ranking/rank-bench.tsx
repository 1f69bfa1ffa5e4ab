'use client'

import type { LabelSettings, Message, PromptBackground, SessionEvent, ShownCompletion } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { type MouseEvent, type ReactNode, useRef } from 'react'
import type { BenchPanels } from './bench-panels.ts'
import { isViewCommand } from './command-of-key.ts'
import { CompareDialog } from './compare-dialog.tsx'
import { CompletionColumn } from './completion-column.tsx'
import { PromptPanel } from './prompt-panel.tsx'
import classes from './rank-bench.module.css'
import { RankRail } from './rank-rail.tsx'
import { ReadingArea } from './reading-area.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { SubmitButton } from './submit-button.tsx'
import { useBenchView } from './use-bench-view.ts'
import { useKeyCommands } from './use-key-commands.ts'
import { useRanking } from './use-ranking.ts'

/** The commands that belong to the screen around the bench. */
export type ScreenCommand = 'help' | 'guidelines' | 'raw' | 'skip' | 'not-rankable' | 'undo-previous'

/** What the bench gives when the order is complete. */
export interface BenchAnswer {
  tiers: string[][]
  asShown: boolean
  activeMs: number
  /** The order as it is typed. */
  typed: string
  /** How it came about. */
  events: SessionEvent[]
}

export interface RankBenchProps {
  /** Names the draft that a reload takes up again; null keeps none. */
  draftId: string | null
  prompt: Message[]
  background?: PromptBackground | undefined
  /** In the order shown. */
  completions: ShownCompletion[]
  settings: LabelSettings
  /** How an earlier answer stood: tiers of completion ids. */
  initialTiers?: string[][]
  isRaw: boolean
  submitLabel: string
  isSubmitting?: boolean
  panels?: BenchPanels | undefined
  /** Whether keys are heard from the whole page, unless told, or only while the focus is in the bench. */
  hearsKeys?: 'everywhere' | 'inside'
  /** Skip, not rankable, cancel: beside Submit. */
  actions?: ReactNode
  onSubmit: (answer: BenchAnswer) => void
  onCommand: (command: ScreenCommand) => void
  /** Lets the screen read how long the person worked, where it ends the task by itself. */
  activeMsRef?: { current: () => number }
}

/** One task: its prompt, its completions in fixed places, and the rail on which their order is built. */
export function RankBench(props: RankBenchProps) {
  const { prompt, completions, isRaw, panels } = props
  const t = useTranslations('rank')
  const ranking = useRanking(props)
  const { state, dispatch } = ranking
  const bench = useRef<HTMLDivElement>(null)
  const { count, selected } = state
  const view = useBenchView({ bench, count, selected, announce: ranking.announce })
  const { layout, scroll, enlarged } = view

  useKeyCommands((command) => (isViewCommand(command) ? view.run(command) : ranking.run(command)), {
    isInside: props.hearsKeys === 'inside',
  })

  const column = (index: number) => (
    <CompletionColumn
      key={completions[index]!.id}
      completion={index}
      text={completions[index]!.text}
      panel={panels?.ofCompletion?.(index)}
      isEnlarged={enlarged === index}
      onEnlarge={layout === 'columns' ? () => view.enlarge(index) : null}
      scrollsAlone={layout === 'single' || (layout === 'columns' && scroll === 'alone')}
      {...{ state, dispatch, isRaw }}
    />
  )
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it changes where the focus stays, and does nothing else
    <div
      ref={bench}
      className={classes.bench}
      data-rank-bench
      data-autofocus
      tabIndex={-1}
      onMouseDown={keepFocusOffButtons}
    >
      <div className={classes.reading} data-reading>
        <PromptPanel
          {...{ prompt, isRaw }}
          background={props.background}
          isOpen={view.isPromptOpen}
          onToggle={view.togglePrompt}
        />
        <ReadingArea {...{ layout, scroll, enlarged, state, column }} />
      </div>
      {panels?.ofTask && <div className={classes.taskPanels}>{panels.ofTask({ state, dispatch })}</div>}
      <footer className={classes.foot}>
        <SelectionBar {...{ state, dispatch }} />
        <RankRail {...{ state, dispatch }} />
        <div className={classes.actions}>
          {props.actions}
          <SubmitButton
            {...ranking}
            missing={panels?.missing?.(state) ?? null}
            label={props.submitLabel}
            isSubmitting={props.isSubmitting ?? false}
          />
        </div>
      </footer>
      <div className="pk-visually-hidden" aria-live="polite" role="status">
        {ranking.announcement}
      </div>
      <CompareDialog
        isOpen={view.isComparing}
        onClose={view.stopComparing}
        completions={completions}
        state={state}
        label={t('compare')}
      />
    </div>
  )
}

/** A button pressed by mouse takes no focus, or the next Enter would press it again instead of submitting. */
function keepFocusOffButtons(event: MouseEvent): void {
  if ((event.target as Element).closest('button')) event.preventDefault()
}
