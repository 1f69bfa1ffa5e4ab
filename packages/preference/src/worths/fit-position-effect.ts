import { pseudoInverse } from '../numerics/covariance.ts'
import { maximise } from '../numerics/maximise.ts'
import { normalCdf } from '../numerics/normal.ts'
import { sigmoid } from '../numerics/sigmoid.ts'
import { centred, shiftDirection } from './centre.ts'
import type { Fit } from './fit.ts'
import { type GameTable, requireGames } from './game.ts'
import { gameOutcomes, logisticLikelihood } from './logistic-likelihood.ts'
import { hasRisingCycle } from './rising-cycle.ts'
import { gameEdges, strongComponents } from './strong-components.ts'

export interface PositionEffect {
  /** Mean 0, freed from the effect. */
  logWorths: number[]
  /** Pull to the first shown, in logits. */
  pull: number
  pullError: number
  /** Wald's statistic pull/error, and its two-sided p. */
  z: number
  p: number
  /** 2 (ln L − ln L without the pull), χ² with one degree of freedom where there is none. */
  likelihoodRatio: number
  /** How often the first shown of two equals is preferred. */
  firstOfEquals: number
  logLikelihood: number
}

/**
 * Bradley–Terry with a home advantage for the item shown first: logit = s_first − s_second + b, ties as half wins.
 * The games must name the item shown on the left (or above) first.
 */
export function fitPositionEffect(table: GameTable): Fit<PositionEffect> {
  requireGames(table)
  const components = strongComponents(table.items, gameEdges(table.games))
  if (components.length > 1) return { kind: 'undefined', reason: 'not-strongly-connected', components }
  if (!isPullBounded(table)) return { kind: 'undefined', reason: 'unbounded', components }
  const n = table.items
  const rows = gameOutcomes(table).map((row) => ({ ...row, features: [1] }))
  const flat = shiftDirection(n, n + 1)
  const { point, value, information } = maximise(logisticLikelihood(n, rows, 1), {
    start: new Float64Array(n + 1),
    flat,
  })
  const without = maximise(logisticLikelihood(n, rows), { start: new Float64Array(n), flat: shiftDirection(n) })
  const pull = point[n]!
  const pullError = Math.sqrt(pseudoInverse(information, n + 1, flat)![(n + 1) ** 2 - 1]!)
  return {
    kind: 'fitted',
    logWorths: centred(point.subarray(0, n)),
    pull,
    pullError,
    z: pull / pullError,
    p: 2 * normalCdf(-Math.abs(pull / pullError)),
    likelihoodRatio: 2 * (value - without.value),
    firstOfEquals: sigmoid(pull),
    logLikelihood: value,
  }
}

/**
 * Whether the games set bounds to the pull both ways. It may grow by c, and the worths with it by c·v, unless a cycle
 * forbids v_i − v_j ≥ −1 for every win of a first i over j and v_j − v_i ≥ 1 for every loss; and the same with signs
 * turned for a pull that falls. A tie is both.
 */
function isPullBounded({ items, games }: GameTable): boolean {
  return [1, -1].every((pull) => {
    const demands = games.flatMap(({ first, second, wins, losses, ties }) => [
      ...(wins + ties > 0 ? [{ from: second, to: first, gain: -pull }] : []),
      ...(losses + ties > 0 ? [{ from: first, to: second, gain: pull }] : []),
    ])
    return hasRisingCycle(items, demands)
  })
}
