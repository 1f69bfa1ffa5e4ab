import { requireThat } from '../numerics/require-that.ts'
import { afterWin, type Belief } from './beliefs.ts'

/** A normal distribution in natural parameters; products are sums. */
interface Message {
  precision: number
  shift: number
}

export interface LearnInput {
  items: number
  /** Winner first. */
  games: readonly (readonly [winner: number, loser: number])[]
  /** Of every score before any game; the mean is 0. */
  priorVariance: number
}

/**
 * Beliefs about scores after games, by the messages of TrueSkill (expectation propagation), repeated until they rest.
 * Exact for one game; for more the variances come out slightly small.
 */
export function learnBeliefs({ items, games, priorVariance }: LearnInput): Belief[] {
  const known = (item: number) => Number.isInteger(item) && item >= 0 && item < items
  requireThat(priorVariance > 0, 'The prior variance must be above 0.')
  requireThat(
    games.every(([winner, loser]) => known(winner) && known(loser) && winner !== loser),
    'Each game must be between two different known items.',
  )
  const totals: Message[] = Array.from({ length: items }, () => ({ precision: 1 / priorVariance, shift: 0 }))
  const messages = games.map(() => [nothing, nothing] as [Message, Message])
  for (let sweep = 0; sweep < 1000; sweep++) {
    let moved = 0
    for (const [at, pair] of games.entries()) moved = Math.max(moved, pass(totals, messages[at]!, pair))
    if (moved < 1e-11) break
  }
  return totals.map(beliefOf)
}

const nothing: Message = { precision: 0, shift: 0 }

/** Renews a game's two messages in place, and says by how much they changed. */
function pass(totals: Message[], messages: [Message, Message], [winner, loser]: readonly [number, number]): number {
  const without = [minus(totals[winner]!, messages[0]), minus(totals[loser]!, messages[1])] as const
  const after = afterWin(beliefOf(without[0]), beliefOf(without[1]))
  const renewed = [minus(messageOf(after.winner), without[0]), minus(messageOf(after.loser), without[1])] as const
  const change = [minus(renewed[0], messages[0]), minus(renewed[1], messages[1])] as const
  totals[winner] = plus(totals[winner]!, change[0])
  totals[loser] = plus(totals[loser]!, change[1])
  messages[0] = renewed[0]
  messages[1] = renewed[1]
  return Math.max(...change.flatMap(({ precision, shift }) => [Math.abs(precision), Math.abs(shift)]))
}

function beliefOf({ precision, shift }: Message): Belief {
  return { mean: shift / precision, variance: 1 / precision }
}

function messageOf({ mean, variance }: Belief): Message {
  return { precision: 1 / variance, shift: mean / variance }
}

function minus(a: Message, b: Message): Message {
  return { precision: a.precision - b.precision, shift: a.shift - b.shift }
}

function plus(a: Message, b: Message): Message {
  return { precision: a.precision + b.precision, shift: a.shift + b.shift }
}
