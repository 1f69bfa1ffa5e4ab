import type { ShownCompletion } from '@plackett/contracts'
import { useEffect, useReducer, useRef, useState } from 'react'
import type { Command, ViewCommand } from './command-of-key.ts'
import { loadDraft, saveDraft } from './draft-store.ts'
import type { RankBenchProps } from './rank-bench.tsx'
import { isAsShown, isComplete, rankingReducer, startRanking, typedOrder } from './ranking-reducer.ts'
import { useActiveTime } from './use-active-time.ts'
import { useRankingWords } from './use-ranking-words.ts'
import { useSessionLog } from './use-session-log.ts'

/** The state of the ranking, what is said of its last move, and what a command does to it. */
export function useRanking({
  draftId,
  completions,
  settings,
  initialTiers,
  panels,
  onSubmit,
  onCommand,
  activeMsRef,
}: RankBenchProps) {
  const words = useRankingWords()
  const [draft] = useState(() => (draftId === null ? null : loadDraft(draftId)))
  const [state, dispatch] = useReducer(rankingReducer, null, () =>
    startRanking({
      count: completions.length,
      allowTies: settings.allowTies,
      allowPartial: settings.allowPartial,
      tiers: placesOf(draft?.tiers ?? initialTiers ?? [], completions),
      asShown: draft?.asShown ?? false,
    }),
  )
  const activeMs = useActiveTime(draft?.activeMs ?? 0)
  const log = useSessionLog()
  const previous = useRef(state)
  const [announcement, setAnnouncement] = useState('')
  const tiers = state.tiers.map((tier) => tier.map((place) => completions[place]!.id))

  useEffect(() => {
    if (activeMsRef) activeMsRef.current = activeMs
  })

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of the ranking is a move
  useEffect(() => {
    const words_ = words.announcement(previous.current, state)
    if (previous.current.tiers !== state.tiers) {
      const kind = state.past.length < previous.current.past.length ? 'undone' : 'moved'
      log.note({ kind, typed: typedOrder(state.tiers) })
    }
    previous.current = state
    if (words_ !== '') setAnnouncement(words_)
  }, [state])

  const labels = panels?.draft
  const kept = useRef({ tiers: state.tiers, labels })
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was said is worth keeping, not the time alone
  useEffect(() => {
    if (draftId === null || (kept.current.tiers === state.tiers && kept.current.labels === labels)) return
    kept.current = { tiers: state.tiers, labels }
    saveDraft(draftId, { tiers, asShown: isAsShown(state), activeMs: activeMs(), labels })
  }, [state.tiers, labels])

  const submit = () => {
    const missing = isComplete(state) ? panels?.missing?.(state) : words.missing(state)
    if (missing) return setAnnouncement(missing)
    log.note('submitted')
    const typed = typedOrder(state.tiers)
    onSubmit({ tiers, asShown: isAsShown(state), activeMs: activeMs(), typed, events: log.read() })
  }
  /** Whether there was a use for the command. */
  const run = (command: Exclude<Command, ViewCommand>): boolean => {
    switch (command.type) {
      case 'submit':
        submit()
        return true
      case 'guidelines':
        log.note('guidelines')
        onCommand(command.type)
        return true
      case 'help':
      case 'raw':
      case 'skip':
      case 'not-rankable':
        onCommand(command.type)
        return true
      case 'undo':
        if (state.past.length === 0 && !state.tieNext) onCommand('undo-previous')
        else dispatch(command)
        return true
      case 'shift':
        dispatch(command)
        return state.selected !== null
      default:
        dispatch(command)
        return true
    }
  }
  return { state, dispatch, submit, run, announcement, announce: setAnnouncement }
}

/** Tiers of ids as tiers of places; an id that is not among the completions is left out. */
function placesOf(tiers: string[][], completions: ShownCompletion[]): number[][] {
  const places = new Map(completions.map(({ id }, place) => [id, place]))
  return tiers.map((tier) => tier.flatMap((id) => places.get(id) ?? [])).filter((tier) => tier.length > 0)
}
