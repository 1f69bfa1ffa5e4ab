/** Completions of a task by their place on the screen: 0 is the first shown. Tiers go from best to worst. */
export type Tiers = readonly (readonly number[])[]

/** Where the completions of one task stand while a person ranks them. */
export interface RankingState {
  readonly count: number
  readonly allowTies: boolean
  /** Completions may stay unplaced, as long as there are two to compare. */
  readonly allowPartial: boolean
  /** Best first; those in one tier are tied. A completion in no tier is unplaced, which is not the same as last. */
  readonly tiers: Tiers
  readonly selected: number | null
  /** `=` was typed last: the next completion placed joins the last tier. */
  readonly tieNext: boolean
  readonly past: readonly Tiers[]
  /** The arrangement that `as-shown` made; the order is that one for as long as `tiers` is this very list. */
  readonly shown: Tiers | null
}

export type DropTarget = { kind: 'gap'; index: number } | { kind: 'tier'; index: number } | { kind: 'unplaced' }

export type RankingAction =
  /** A digit or a tap: places an unplaced completion after the last tier, selects a placed one. */
  | { type: 'choose'; completion: number }
  /** `=`: joins or parts the selected chip and its neighbour; without a selection, ties the next one placed. */
  | { type: 'tie' }
  /** Takes the order shown over, on an empty rail only: it is never what a person comes to by doing nothing. */
  | { type: 'as-shown' }
  | { type: 'take-back' }
  | { type: 'clear' }
  | { type: 'undo' }
  | { type: 'select-neighbour'; step: -1 | 1 }
  | { type: 'shift'; step: -1 | 1 }
  | { type: 'drop'; completion: number; target: DropTarget }
  /** The whole order at once, as a panel beside it gives it. */
  | { type: 'arrange'; tiers: Tiers }
  /** The sign between chip `gap` and the one after it, counted along the rail. */
  | { type: 'toggle-sign'; gap: number }
  | { type: 'deselect' }

const rememberedMoves = 200

interface Start {
  count: number
  allowTies: boolean
  allowPartial?: boolean
  tiers?: Tiers
  /** These tiers are what `as-shown` made. */
  asShown?: boolean
}

export function startRanking({ count, allowTies, allowPartial = false, tiers = [], asShown }: Start): RankingState {
  const shown = asShown ? tiers : null
  return { count, allowTies, allowPartial, tiers, selected: null, tieNext: false, past: [], shown }
}

/** The state after one move. A move that cannot be made returns the state it was given. */
export function rankingReducer(state: RankingState, action: RankingAction): RankingState {
  switch (action.type) {
    case 'choose':
      return choose(state, action.completion)
    case 'tie':
      return tie(state)
    case 'as-shown':
      return takeOver(state)
    case 'take-back':
      return takeBack(state)
    case 'clear':
      return state.selected !== null ? { ...state, selected: null } : arranged(state, [])
    case 'undo':
      return undo(state)
    case 'select-neighbour':
      return selectNeighbour(state, action.step)
    case 'shift':
      return state.selected === null ? state : shift(state, state.selected, action.step)
    case 'drop':
      return drop(state, action.completion, action.target)
    case 'arrange':
      return arrange(state, action.tiers)
    case 'toggle-sign':
      return toggleSign(state, action.gap)
    case 'deselect':
      return state.selected === null ? state : { ...state, selected: null }
    default:
      return action satisfies never
  }
}

export function isComplete(state: RankingState): boolean {
  const placed = state.tiers.flat().length
  return placed === state.count || (state.allowPartial && placed >= 2)
}

/** Whether the order is the one shown, taken over by the key for it. */
export function isAsShown(state: RankingState): boolean {
  return state.tiers === state.shown
}

export function unplaced(state: RankingState): number[] {
  const placed = new Set(state.tiers.flat())
  return Array.from({ length: state.count }, (_, completion) => completion).filter((c) => !placed.has(c))
}

/** Rank of each placed completion: 1 is best, tied ones share a rank, and the next one counts them all (1, 2, 2, 4). */
export function ranksOf(tiers: Tiers): Map<number, number> {
  const ranks = new Map<number, number>()
  for (const tier of tiers) {
    const rank = ranks.size + 1
    for (const completion of tier) ranks.set(completion, rank)
  }
  return ranks
}

/** The order as it is typed: `2 1=4 3`. */
export function typedOrder(tiers: Tiers): string {
  return tiers.map((tier) => tier.map((completion) => completion + 1).join('=')).join(' ')
}

function choose(state: RankingState, completion: number): RankingState {
  if (completion < 0 || completion >= state.count) return state
  if (tierOf(state.tiers, completion) !== -1) {
    return { ...state, tieNext: false, selected: state.selected === completion ? null : completion }
  }
  const joins = state.tieNext && state.tiers.length > 0
  const tiers = joins
    ? [...state.tiers.slice(0, -1), [...state.tiers.at(-1)!, completion]]
    : [...state.tiers, [completion]]
  return { ...arranged(state, tiers), selected: null }
}

function tie(state: RankingState): RankingState {
  if (!state.allowTies || state.tiers.length === 0) return state
  if (state.selected === null) {
    return unplaced(state).length === 0 ? state : { ...state, tieNext: !state.tieNext }
  }
  return joinOrPart(state, state.selected)
}

/** A tied chip leaves its tier on the side where it stands; one alone joins the tier before it, the first the one after. */
function joinOrPart(state: RankingState, completion: number): RankingState {
  const index = tierOf(state.tiers, completion)
  const tier = state.tiers[index]!
  if (tier.length > 1) {
    const isFirst = tier[0] === completion
    return drop(state, completion, { kind: 'gap', index: isFirst ? index : index + 1 })
  }
  if (state.tiers.length === 1) return state
  return toggleSign(state, state.tiers.slice(0, index).flat().length - (index > 0 ? 1 : 0))
}

function takeOver(state: RankingState): RankingState {
  if (state.tiers.length > 0) return state
  const tiers = Array.from({ length: state.count }, (_, completion) => [completion])
  return { ...arranged(state, tiers), shown: tiers }
}

function takeBack(state: RankingState): RankingState {
  if (state.tieNext) return { ...state, tieNext: false }
  const completion = state.selected ?? state.tiers.at(-1)?.at(-1)
  return completion === undefined ? state : drop(state, completion, { kind: 'unplaced' })
}

function undo(state: RankingState): RankingState {
  if (state.tieNext) return { ...state, tieNext: false }
  const tiers = state.past.at(-1)
  if (!tiers) return state
  const stillPlaced = state.selected !== null && tierOf(tiers, state.selected) !== -1
  return { ...state, tiers, past: state.past.slice(0, -1), selected: stillPlaced ? state.selected : null }
}

function selectNeighbour(state: RankingState, step: -1 | 1): RankingState {
  const rail = state.tiers.flat()
  if (rail.length === 0) return state
  if (state.selected === null) return { ...state, tieNext: false, selected: step === 1 ? rail[0]! : rail.at(-1)! }
  const at = rail.indexOf(state.selected) + step
  return at < 0 || at >= rail.length ? state : { ...state, selected: rail[at]! }
}

/** A tied chip steps out of its tier, one alone steps over the neighbouring tier. */
function shift(state: RankingState, completion: number, step: -1 | 1): RankingState {
  const index = tierOf(state.tiers, completion)
  const isTied = state.tiers[index]!.length > 1
  if (isTied) return drop(state, completion, { kind: 'gap', index: step === -1 ? index : index + 1 })
  const beyond = index + step
  if (beyond < 0 || beyond >= state.tiers.length) return state
  return drop(state, completion, { kind: 'gap', index: step === -1 ? index - 1 : index + 2 })
}

function drop(state: RankingState, completion: number, target: DropTarget): RankingState {
  if (completion < 0 || completion >= state.count) return state
  const from = tierOf(state.tiers, completion)
  if (target.kind === 'unplaced') {
    return from === -1 ? state : { ...arranged(state, without(state.tiers, completion)), selected: null }
  }
  if (target.kind === 'tier' && state.allowTies) return joinTier(state, completion, target.index)
  // Where ties are not allowed, onto a chip means after it.
  const gap = clamp(target.kind === 'tier' ? target.index + 1 : target.index, state.tiers.length)
  const leavesNothing = from !== -1 && state.tiers[from]!.length === 1
  if (leavesNothing && (gap === from || gap === from + 1)) return state
  const rest = without(state.tiers, completion)
  return arranged(state, rest.toSpliced(leavesNothing && gap > from ? gap - 1 : gap, 0, [completion]))
}

/** An order of completions that the task has, each once, and with ties only where they are allowed. */
function arrange(state: RankingState, tiers: Tiers): RankingState {
  const places = tiers.flat()
  const isOfTask = places.every((place) => place >= 0 && place < state.count) && new Set(places).size === places.length
  if (!isOfTask || (!state.allowTies && tiers.some((tier) => tier.length > 1))) return state
  if (typedOrder(tiers) === typedOrder(state.tiers)) return state
  const wanted = tiers.filter((tier) => tier.length > 0)
  return { ...arranged(state, wanted), selected: null }
}

function joinTier(state: RankingState, completion: number, index: number): RankingState {
  const goal = state.tiers[index]
  if (!goal || goal.includes(completion)) return state
  const tiers = state.tiers.map((tier) =>
    tier === goal ? [...tier, completion] : tier.filter((other) => other !== completion),
  )
  return arranged(
    state,
    tiers.filter((tier) => tier.length > 0),
  )
}

function toggleSign(state: RankingState, gap: number): RankingState {
  const rail = state.tiers.flat()
  const before = rail[gap]
  const after = rail[gap + 1]
  if (before === undefined || after === undefined) return state
  const index = tierOf(state.tiers, before)
  const tier = state.tiers[index]!
  if (!tier.includes(after)) {
    return state.allowTies
      ? arranged(state, state.tiers.toSpliced(index, 2, [...tier, ...state.tiers[index + 1]!]))
      : state
  }
  const cut = tier.indexOf(after)
  return arranged(state, state.tiers.toSpliced(index, 1, tier.slice(0, cut), tier.slice(cut)))
}

function arranged(state: RankingState, tiers: Tiers): RankingState {
  if (tiers.length === 0 && state.tiers.length === 0) return { ...state, tieNext: false }
  return { ...state, tiers, tieNext: false, past: [...state.past.slice(1 - rememberedMoves), state.tiers] }
}

function without(tiers: Tiers, completion: number): Tiers {
  return tiers.map((tier) => tier.filter((other) => other !== completion)).filter((tier) => tier.length > 0)
}

function tierOf(tiers: Tiers, completion: number): number {
  return tiers.findIndex((tier) => tier.includes(completion))
}

function clamp(gap: number, tiers: number): number {
  return Math.min(Math.max(gap, 0), tiers)
}
