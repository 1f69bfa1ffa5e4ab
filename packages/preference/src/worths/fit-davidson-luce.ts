import { areBounded, pseudoInverse, sandwichErrors, standardErrors } from '../numerics/covariance.ts'
import { scoreProducts } from '../numerics/likelihood.ts'
import { maximise } from '../numerics/maximise.ts'
import { centred, shiftDirection } from './centre.ts'
import type { Fit, WorthErrors } from './fit.ts'
import { luceLikelihood, type RankingTable, requireRankings, type Tiers } from './luce-likelihood.ts'
import { type Edge, strongComponents } from './strong-components.ts'

/** How much likelier than an untied one a tie of this many items is, beside its items' worths. */
export interface TieOrder {
  size: number
  delta: number
  lnDelta: number
  /** Of ln δ, by Fisher's information. */
  error: number
}

export interface DavidsonLuceEstimate {
  /** Mean 0. */
  logWorths: number[]
  /** The sizes of ties that occur, ascending; δ of every other size is 0. Two equal items tie with probability δ/(2+δ). */
  ties: TieOrder[]
  logLikelihood: number
  standardErrors: WorthErrors
}

/** Maximum likelihood of rankings with ties, exactly: no averaging over orders of the tied. */
export function fitDavidsonLuce(table: RankingTable): Fit<DavidsonLuceEstimate> {
  requireRankings(table)
  const components = strongComponents(table.items, rankingEdges(table.rankings))
  if (components.length > 1) return { kind: 'undefined', reason: 'not-strongly-connected', components }
  const orders = tieOrders(table.rankings)
  const likelihood = luceLikelihood(table, orders)
  const n = likelihood.dimension
  const flat = shiftDirection(table.items, n)
  const maximum = maximise(likelihood, { start: new Float64Array(n), flat })
  const covariance = maximum.converged ? pseudoInverse(maximum.information, n, flat) : null
  const fisher = covariance && standardErrors(covariance, n)
  if (covariance === null || fisher === null || !areBounded(fisher)) {
    return { kind: 'undefined', reason: 'unbounded', components }
  }
  const robust = sandwichErrors(covariance, scoreProducts(likelihood, maximum.point), n)
  return {
    kind: 'fitted',
    logWorths: centred(maximum.point.subarray(0, table.items)),
    ties: orders.map((size, k) => {
      const lnDelta = maximum.point[table.items + k]!
      return { size, delta: Math.exp(lnDelta), lnDelta, error: fisher[table.items + k]! }
    }),
    logLikelihood: maximum.value,
    standardErrors: { fisher: fisher.slice(0, table.items), sandwich: robust.slice(0, table.items) },
  }
}

/** From each item to every item placed after it, and both ways inside a tier. */
function rankingEdges(rankings: readonly Tiers[]): Edge[] {
  return rankings.flatMap((tiers) => {
    return tiers.flatMap((tier, at): Edge[] => [
      // Neighbours suffice: what stands lower still is reached through them.
      ...tier.flatMap((item) => (tiers[at + 1] ?? []).map((below): Edge => [item, below])),
      ...tier.flatMap((item, k) => (k === 0 ? [] : [[tier[k - 1]!, item] as Edge, [item, tier[k - 1]!] as Edge])),
    ])
  })
}

/** The sizes of tiers with more than one item, ascending. */
function tieOrders(rankings: readonly Tiers[]): number[] {
  const sizes = new Set(rankings.flatMap((tiers) => tiers.map((tier) => tier.length)))
  return [...sizes].filter((size) => size > 1).sort((a, b) => a - b)
}
