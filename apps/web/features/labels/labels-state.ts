import type { CompletionLabels, LabelSettings, Span } from '@plackett/contracts'

/** What a person has said of one completion so far. */
export interface SaidOfCompletion {
  readonly ratings: Readonly<Record<string, number>>
  readonly flags: readonly string[]
  readonly critique: string
  readonly spans: readonly Span[]
  /** The corrected text; null while it stands as it was. */
  readonly editedText: string | null
}

/** What a person has said of a task beside the order. */
export interface LabelsState {
  readonly strength: number | null
  readonly allBad: boolean
  readonly reason: string
  /** By completion id; one that is missing has nothing said of it. */
  readonly completions: Readonly<Record<string, SaidOfCompletion>>
}

export type LabelsAction =
  /** The same points again take the rating back. */
  | { type: 'rate'; id: string; axis: string; points: number }
  | { type: 'flag'; id: string; flag: string }
  | { type: 'criticise'; id: string; critique: string }
  | { type: 'mark'; id: string; span: Span }
  | { type: 'unmark'; id: string; index: number }
  | { type: 'edit'; id: string; editedText: string | null }
  | { type: 'strengthen'; strength: number | null }
  | { type: 'all-bad'; allBad: boolean }
  | { type: 'reason'; reason: string }

const nothingSaid: SaidOfCompletion = { ratings: {}, flags: [], critique: '', spans: [], editedText: null }
export const noLabels: LabelsState = { strength: null, allBad: false, reason: '', completions: {} }

export function saidOf(state: LabelsState, id: string): SaidOfCompletion {
  return state.completions[id] ?? nothingSaid
}

export function labelsReducer(state: LabelsState, action: LabelsAction): LabelsState {
  switch (action.type) {
    case 'rate':
      return about(state, action.id, (said) => ({ ...said, ratings: rated(said.ratings, action.axis, action.points) }))
    case 'flag':
      return about(state, action.id, (said) => ({ ...said, flags: toggled(said.flags, action.flag) }))
    case 'criticise':
      return about(state, action.id, (said) => ({ ...said, critique: action.critique }))
    case 'mark':
      return about(state, action.id, (said) => ({ ...said, spans: withSpan(said.spans, action.span) }))
    case 'unmark':
      return about(state, action.id, (said) => ({ ...said, spans: said.spans.toSpliced(action.index, 1) }))
    case 'edit':
      return about(state, action.id, (said) => ({ ...said, editedText: action.editedText }))
    case 'strengthen':
      return { ...state, strength: action.strength }
    case 'all-bad':
      return { ...state, allBad: action.allBad }
    case 'reason':
      return { ...state, reason: action.reason }
    default:
      return action satisfies never
  }
}

/** An answer given earlier, to be taken up again. */
export function labelsStateOf(answer: {
  strength: number | null
  allBad: boolean
  comment: string | null
  labels: readonly CompletionLabels[]
}): LabelsState {
  const completions = answer.labels.map(({ completionId, critique = '', editedText = null, ...said }) => {
    return [completionId, { ...said, critique, editedText }] as const
  })
  const { strength, allBad } = answer
  return { strength, allBad, reason: answer.comment ?? '', completions: Object.fromEntries(completions) }
}

export interface Said {
  strength?: number
  allBad?: boolean
  comment?: string
  labels?: CompletionLabels[]
}

/** What goes with the order to the server: as far as it is asked for, and no more. */
export function answerOf(
  state: LabelsState,
  { tiers, settings, ids }: { tiers: readonly (readonly string[])[]; settings: LabelSettings; ids: readonly string[] },
): Said {
  const isStrict = asksForStrength(settings, ids.length) && tiers.length === 2
  const labels = ids.flatMap((id) => completionLabelsOf(saidOf(state, id), id, settings) ?? [])
  const comment = state.reason.trim()
  return {
    ...(isStrict && state.strength !== null && { strength: state.strength }),
    ...(settings.allowAllBad && state.allBad && { allBad: true }),
    ...(settings.reason !== 'off' && comment !== '' && { comment }),
    ...(labels.length > 0 && { labels }),
  }
}

export function asksForStrength(settings: LabelSettings, completions: number): boolean {
  return settings.strengths.length > 0 && completions === 2
}

/** Settings may have changed since something was said: what is asked for no longer is left out. */
function completionLabelsOf(said: SaidOfCompletion, id: string, settings: LabelSettings): CompletionLabels | null {
  const axes = new Map(settings.ratings.map(({ key, max }) => [key, max]))
  const ratings = Object.entries(said.ratings).filter(([axis, points]) => points <= (axes.get(axis) ?? 0))
  const flags = said.flags.filter((flag) => settings.flags.some(({ key }) => key === flag))
  const spans = said.spans.filter(({ label }) => settings.spans.some(({ key }) => key === label))
  const critique = settings.critique === 'off' ? '' : said.critique.trim()
  const editedText = settings.allowEdits ? said.editedText : null
  if (ratings.length + flags.length + spans.length === 0 && critique === '' && editedText === null) return null
  return {
    completionId: id,
    ratings: Object.fromEntries(ratings),
    flags,
    spans,
    ...(critique !== '' && { critique }),
    ...(editedText !== null && { editedText }),
  }
}

function about(state: LabelsState, id: string, change: (said: SaidOfCompletion) => SaidOfCompletion): LabelsState {
  return { ...state, completions: { ...state.completions, [id]: change(saidOf(state, id)) } }
}

function rated(ratings: SaidOfCompletion['ratings'], axis: string, points: number): SaidOfCompletion['ratings'] {
  if (ratings[axis] !== points) return { ...ratings, [axis]: points }
  const { [axis]: _, ...others } = ratings
  return others
}

function toggled(flags: readonly string[], flag: string): readonly string[] {
  return flags.includes(flag) ? flags.filter((other) => other !== flag) : [...flags, flag]
}

/** In the order of the text; the same mark twice is one. */
function withSpan(spans: readonly Span[], span: Span): readonly Span[] {
  const isSame = (other: Span) => other.start === span.start && other.end === span.end && other.label === span.label
  return [...spans.filter((other) => !isSame(other)), span].sort((a, b) => a.start - b.start || a.end - b.end)
}
