'use client'

import { Button, Kbd } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { LabelSettings, Message, ShownCompletion } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { type MouseEvent, type ReactNode, useEffect, useReducer, useRef, useState } from 'react'
import type { Command } from './command-of-key.ts'
import { CompareDialog } from './compare-dialog.tsx'
import { CompletionColumn } from './completion-column.tsx'
import { CompletionTabs } from './completion-tabs.tsx'
import { loadDraft, saveDraft } from './draft-store.ts'
import { PromptPanel } from './prompt-panel.tsx'
import classes from './rank-bench.module.css'
import { RankRail } from './rank-rail.tsx'
import { isComplete, rankingReducer, startRanking, typedOrder, unplaced } from './ranking-reducer.ts'
import { SelectionBar } from './selection-bar.tsx'
import { useActiveTime } from './use-active-time.ts'
import { useKeyCommands } from './use-key-commands.ts'
import { useRankingWords } from './use-ranking-words.ts'

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
  /** Skip, not rankable, cancel: beside Submit. */
  actions?: ReactNode
  onSubmit: (answer: { tiers: string[][]; activeMs: number; typed: string }) => void
  onCommand: (command: ScreenCommand) => void
  /** Lets the screen read how long the person worked, where it ends the task by itself. */
  activeMsRef?: { current: () => number }
}

/** One task: its prompt, its completions in fixed places, and the rail on which their order is built. */
export function RankBench(props: RankBenchProps) {
  const { prompt, completions, isRaw } = props
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
      <footer className={classes.foot}>
        <SelectionBar {...{ state, dispatch }} />
        <RankRail {...{ state, dispatch }} />
        <div className={classes.actions}>
          {props.actions}
          <SubmitButton {...ranking} label={props.submitLabel} isSubmitting={props.isSubmitting ?? false} />
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

/** The state of the ranking, what is said of its last move, and what a command does to it. */
function useRanking({
  draftId,
  completions,
  settings,
  initialTiers,
  onSubmit,
  onCommand,
  activeMsRef,
}: RankBenchProps) {
  const words = useRankingWords()
  const [draft] = useState(() => loadDraft(draftId))
  const [state, dispatch] = useReducer(rankingReducer, null, () =>
    startRanking({
      count: completions.length,
      allowTies: settings.allowTies,
      tiers: placesOf(draft?.tiers ?? initialTiers ?? [], completions),
    }),
  )
  const activeMs = useActiveTime(draft?.activeMs ?? 0)
  const previous = useRef(state)
  const [announcement, setAnnouncement] = useState('')
  const tiers = state.tiers.map((tier) => tier.map((place) => completions[place]!.id))

  useEffect(() => {
    if (activeMsRef) activeMsRef.current = activeMs
  })

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of the ranking is a move
  useEffect(() => {
    const words_ = words.announcement(previous.current, state)
    if (state.tiers !== previous.current.tiers) saveDraft(draftId, { tiers, activeMs: activeMs() })
    previous.current = state
    if (words_ !== '') setAnnouncement(words_)
  }, [state])

  const submit = () => {
    if (isComplete(state)) onSubmit({ tiers, activeMs: activeMs(), typed: typedOrder(state.tiers) })
    else setAnnouncement(words.missing(state))
  }
  const run = (command: Exclude<Command, { type: 'compare' }>) => {
    switch (command.type) {
      case 'submit':
        return submit()
      case 'help':
      case 'guidelines':
      case 'raw':
      case 'skip':
      case 'not-rankable':
        return onCommand(command.type)
      case 'undo':
        return state.past.length === 0 && !state.tieNext ? onCommand('undo-previous') : dispatch(command)
      default:
        dispatch(command)
    }
  }
  return { state, dispatch, submit, run, announcement }
}

interface SubmitButtonProps extends Pick<ReturnType<typeof useRanking>, 'state' | 'submit'> {
  label: string
  isSubmitting: boolean
}

/** Says what is missing until all is placed: there is no default answer to send by accident. */
function SubmitButton({ state, submit, label, isSubmitting }: SubmitButtonProps) {
  const t = useTranslations('rank')
  const left = unplaced(state).length
  return (
    <Button
      className={classes.submit}
      onClick={submit}
      loading={isSubmitting}
      aria-disabled={left > 0 || undefined}
      variant={left > 0 ? 'default' : 'filled'}
      rightSection={left === 0 && <Kbd className={classes.enter}>↵</Kbd>}
    >
      {left > 0 ? t('placeFirst', { count: left }) : label}
    </Button>
  )
}

/** A button pressed by mouse takes no focus, or the next Enter would press it again instead of submitting. */
function keepFocusOffButtons(event: MouseEvent): void {
  if ((event.target as Element).closest('button')) event.preventDefault()
}

/** Tiers of ids as tiers of places; an id that is not among the completions is left out. */
function placesOf(tiers: string[][], completions: ShownCompletion[]): number[][] {
  const places = new Map(completions.map(({ id }, place) => [id, place]))
  return tiers.map((tier) => tier.flatMap((id) => places.get(id) ?? [])).filter((tier) => tier.length > 0)
}
