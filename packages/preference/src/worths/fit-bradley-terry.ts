import { cholesky, choleskyInverse } from '../numerics/cholesky.ts'
import { pseudoInverse, sandwichErrors, standardErrors } from '../numerics/covariance.ts'
import { scoreProducts } from '../numerics/likelihood.ts'
import { type Maximum, maximise } from '../numerics/maximise.ts'
import { centred, shiftDirection } from './centre.ts'
import type { Fit, WorthErrors } from './fit.ts'
import { type GameTable, requireGames } from './game.ts'
import { gameOutcomes, logisticLikelihood } from './logistic-likelihood.ts'
import { mmStep } from './mm-step.ts'
import { gameEdges, strongComponents } from './strong-components.ts'

export interface BradleyTerryInput extends GameTable {
  /** Each game weighs 1/max(games of its pair, floor): undoes an uneven choice of pairs (Arena: 50). Absent: 1. */
  reweightFloor?: number
}

export interface BradleyTerryEstimate {
  /** ln of the worths, mean 0: P(i preferred to j) = σ(s_i − s_j). */
  logWorths: number[]
  /** Σ w (y ln p + (1−y) ln(1−p)) with y = 1/2 for a tie. */
  logLikelihood: number
  standardErrors: WorthErrors & {
    /** The sandwich as arena-rank computes it: (I + εN)⁻¹ with ε = 1e-5, N games (1 if reweighted). */
    arena: number[]
  }
}

/** Maximum likelihood of the Bradley–Terry model by Newton's method, ties as half a win and half a loss. */
export function fitBradleyTerry(input: BradleyTerryInput): Fit<BradleyTerryEstimate> {
  requireGames(input)
  const components = strongComponents(input.items, gameEdges(input.games))
  if (components.length > 1) return { kind: 'undefined', reason: 'not-strongly-connected', components }
  const likelihood = logisticLikelihood(input.items, gameOutcomes(input, input.reweightFloor))
  const flat = shiftDirection(input.items)
  const maximum = maximise(likelihood, { start: warmStart(input), flat })
  const filling = scoreProducts(likelihood, maximum.point)
  const fisher = pseudoInverse(maximum.information, input.items, flat)!
  return {
    kind: 'fitted',
    logWorths: centred(maximum.point),
    logLikelihood: maximum.value,
    standardErrors: {
      fisher: standardErrors(fisher, input.items),
      sandwich: sandwichErrors(fisher, filling, input.items),
      arena: arenaErrors(input, maximum, filling),
    },
  }
}

/** A few steps that cannot overshoot, from which Newton's method needs none of its halving. */
function warmStart({ items, games }: GameTable): Float64Array {
  let worths = new Array<number>(items).fill(1)
  for (let step = 0; step < 3; step++) worths = mmStep({ items, games }, worths).worths
  return Float64Array.from(centred(worths.map(Math.log)))
}

function arenaErrors(input: BradleyTerryInput, { information }: Maximum, filling: Float64Array): number[] {
  const n = input.items
  const games = input.games.reduce((sum, { wins, losses, ties }) => sum + wins + losses + ties, 0)
  const ridge = 1e-5 * (input.reweightFloor === undefined ? Math.max(games, 1) : 1)
  const raised = information.map((entry, at) => (at % (n + 1) === 0 ? entry + ridge : entry))
  const bread = choleskyInverse(cholesky(raised, n)!, n)
  return sandwichErrors(bread, filling, n)
}
