import type { Fit } from './fit.ts'
import type { Game, GameTable } from './game.ts'
import { type HeightDemand, hasRisingCycle } from './rising-cycle.ts'
import { gameEdges, strongComponents } from './strong-components.ts'

/** What the data allow a model with worths and one tie parameter: a maximum inside, one at "no ties", or none. */
export type TieMaximum = { kind: 'inside' } | { kind: 'no-ties' } | Extract<Fit<object>, { kind: 'undefined' }>

/**
 * Whether Davidson's and Rao–Kupper's likelihoods have a maximum. Besides one connected group (a tie is an edge both
 * ways) they need ties and wins that contradict a growing tie parameter: along s + c·v, ln ν + c (ln θ + 2c) nothing is
 * lost if v_i − v_j ≥ 2 for every win of i over j and |v_i − v_j| ≤ 2 for every tie. Such v exist unless some cycle has
 * more wins than ties in it.
 */
export function tieModelMaximum({ items, games }: GameTable): TieMaximum {
  const components = strongComponents(items, gameEdges(games))
  const decided = games.some(({ wins, losses }) => wins + losses > 0)
  const tied = games.some(({ ties }) => ties > 0)
  if (tied && !decided) return { kind: 'undefined', reason: 'only-ties', components }
  if (components.length > 1) return { kind: 'undefined', reason: 'not-strongly-connected', components }
  if (!tied) return { kind: 'no-ties' }
  if (!hasRisingCycle(items, games.flatMap(demandsOf))) return { kind: 'undefined', reason: 'unbounded', components }
  return { kind: 'inside' }
}

/** What wins (gain 1) and ties (gain −1, unless there is a win as well) ask of heights v/2. */
function demandsOf({ first, second, wins, losses, ties }: Game): HeightDemand[] {
  const demand = (won: number, from: number, to: number) => {
    return won > 0 ? [{ from, to, gain: 1 }] : ties > 0 ? [{ from, to, gain: -1 }] : []
  }
  return [...demand(wins, second, first), ...demand(losses, first, second)]
}
