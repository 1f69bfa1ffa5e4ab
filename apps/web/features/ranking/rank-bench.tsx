'use client'

import { useMediaQuery } from '@mantine/hooks'
import type { LabelSettings, Message, ShownCompletion } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { type MouseEvent, type ReactNode, useState } from 'react'
import type { BenchPanels } from './bench-panels.ts'
import { CompareDialog } from './compare-dialog.tsx'
import { CompletionColumn } from './completion-column.tsx'
import { CompletionTabs } from './completion-tabs.tsx'
import { PromptPanel } from './prompt-panel.tsx'
import classes from './rank-bench.module.css'
import { RankRail } from './rank-rail.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { SubmitButton } from './submit-button.tsx'
import { useKeyCommands } from './use-key-commands.ts'
import { useRanking } from './use-ranking.ts'

/** The commands that belong to the screen around the bench. */
export type ScreenCommand = 'help' | 'guidelines' | 'raw' | 'skip' | 'not-rankable' | 'undo-previous'

export interface RankBenchProps {
  /** Names the draft that a reload takes up again. */
  draftId: string
  prompt: Message[]
  /** In the order shown. */
  completions: ShownCompletion[]
  settings: LabelSettings
  /** How an earlier answer stood: tiers of completion ids. */
  initialTiers?: string[][]
  isRaw: boolean
  submitLabel: string
  isSubmitting?: boolean
  panels?: BenchPanels | undefined
  /** Skip, not rankable, cancel: beside Submit. */
  actions?: ReactNode
  onSubmit: (answer: { tiers: string[][]; activeMs: number; typed: string }) => void
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
  const [isPromptOpen, setPromptOpen] = useState(true)
  const [isComparing, setComparing] = useState(false)
  const [enlarged, setEnlarged] = useState<number | null>(null)
  const isPhone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })

  useKeyCommands((command) => {
    if (command.type === 'compare') return setComparing(true)
    ranking.run(command)
  })

  const column = (index: number) => (
    <CompletionColumn
      key={completions[index]!.id}
      completion={index}
      text={completions[index]!.text}
      panel={panels?.ofCompletion?.(index)}
      isEnlarged={enlarged === index}
      onEnlarge={() => setEnlarged(enlarged === index ? null : index)}
      {...{ state, dispatch, isRaw }}
    />
  )
  const places = completions.map((_, index) => index)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it changes where the focus stays, and does nothing else
    <div className={classes.bench} data-rank-bench data-autofocus tabIndex={-1} onMouseDown={keepFocusOffButtons}>
      <div className={classes.reading}>
        <PromptPanel {...{ prompt, isRaw }} isOpen={isPromptOpen} onToggle={() => setPromptOpen(!isPromptOpen)} />
        {isPhone ? (
          <CompletionTabs state={state}>{places.map(column)}</CompletionTabs>
        ) : (
          <div
            className={classes.columns}
            data-many={completions.length > 4 || undefined}
            style={{ '--columns': enlarged === null ? completions.length : 1 }}
          >
            {(enlarged === null ? places : [enlarged]).map(column)}
          </div>
        )}
      </div>
      {panels?.ofTask && <div className={classes.taskPanels}>{panels.ofTask}</div>}
      <footer className={classes.foot}>
        <SelectionBar {...{ state, dispatch }} />
        <RankRail {...{ state, dispatch }} />
        <div className={classes.actions}>
          {props.actions}
          <SubmitButton
            {...ranking}
            missing={panels?.missing ?? null}
            label={props.submitLabel}
            isSubmitting={props.isSubmitting ?? false}
          />
        </div>
      </footer>
      <div className="pk-visually-hidden" aria-live="polite" role="status">
        {ranking.announcement}
      </div>
      <CompareDialog
        isOpen={isComparing}
        onClose={() => setComparing(false)}
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
