import type { Likelihood, Term } from '../numerics/likelihood.ts'
import { requireThat } from '../numerics/require-that.ts'
import { type Subset, subsets } from './subsets.ts'

/** The items that were ranked, from best to worst; items of one tier are tied. Items left out are not compared. */
export type Tiers = readonly (readonly number[])[]

export interface RankingTable {
  /** Number of items; rankings name them 0 … items − 1. */
  items: number
  rankings: readonly Tiers[]
}

/**
 * Davidson–Luce (Firth, Kosmidis and Turner, arXiv 1909.07123): f(S) = δ_|S| (Π_{i∈S} α_i)^{1/|S|} with δ_1 = 1, and a
 * ranking C_1 ≻ … ≻ C_J has probability Π_j f(C_j) / Σ f(S), S over the subsets of what is left whose sizes are tie
 * orders of the model. Without tie orders it is Plackett–Luce. The point holds the log-worths, then ln δ per order.
 */
export function luceLikelihood({ items, rankings }: RankingTable, orders: readonly number[]): Likelihood {
  const known = new Map<number, Subset[]>()
  const subsetsOf = (left: number) => {
    if (!known.has(left)) known.set(left, subsets(left, orders))
    return known.get(left)!
  }
  return {
    dimension: items + orders.length,
    forEachTerm(point, visit) {
      for (const tiers of rankings) {
        const ranking = localRanking(tiers, point, orders.length)
        for (const tier of tiers) {
          const order = tier.length === 1 ? -1 : orders.indexOf(tier.length)
          addChoice(ranking, subsetsOf(ranking.placed - ranking.taken), { order, size: tier.length })
          ranking.taken += tier.length
        }
        visit(ranking.term, 1, 1)
      }
    },
  }
}

/** Stops unless every ranking names known items, each once, in tiers that are not empty. */
export function requireRankings({ items, rankings }: RankingTable): void {
  requireThat(Number.isInteger(items) && items >= 0, 'The number of items must be a whole number.')
  for (const tiers of rankings) {
    const placed = tiers.flat()
    requireThat(
      placed.every((item) => Number.isInteger(item) && item >= 0 && item < items),
      `A ranking names an item outside 0 to ${items - 1}.`,
    )
    requireThat(new Set(placed).size === placed.length, 'A ranking places an item twice.')
    requireThat(
      tiers.every((tier) => tier.length > 0),
      'A ranking has an empty tier.',
    )
  }
}

/** A ranking's own coordinates: its placed items from best to worst, then the tie orders. */
interface LocalRanking {
  term: Term
  point: Float64Array
  placed: number
  /** How many of the placed items stand in the tiers that were dealt with. */
  taken: number
}

function localRanking(tiers: Tiers, point: Float64Array, orders: number): LocalRanking {
  const items = tiers.flat()
  const size = items.length + orders
  const tieOrders = Array.from({ length: orders }, (_, k) => point.length - orders + k)
  const coordinates = Int32Array.from([...items, ...tieOrders])
  const term = { value: 0, coordinates, gradient: new Float64Array(size), information: new Float64Array(size * size) }
  return { term, point: Float64Array.from(coordinates, (at) => point[at]!), placed: items.length, taken: 0 }
}

/** Adds ln P(the next tier is chosen among what is left), a softmax over subsets, with its derivatives. */
function addChoice(ranking: LocalRanking, options: readonly Subset[], tier: { order: number; size: number }): void {
  const { term } = ranking
  if (options.length === 1) return
  const chosen = options.findIndex(({ order, positions }) => order === tier.order && positions.length === tier.size)
  const scores = options.map((option) => score(ranking, option))
  const top = scores.reduce((a, b) => Math.max(a, b))
  const total = scores.reduce((sum, value) => sum + Math.exp(value - top), 0)
  term.value += scores[chosen]! - top - Math.log(total)
  const mean = new Float64Array(term.coordinates.length)
  for (const [k, option] of options.entries())
    addMoments(ranking, option, { mean, p: Math.exp(scores[k]! - top) / total })
  addFeatures(ranking, options[chosen]!, { to: term.gradient, times: 1 })
  subtractMean(term, mean)
}

/** ln f(S) */
function score({ point, taken, placed }: LocalRanking, { positions, order }: Subset): number {
  let sum = 0
  for (const position of positions) sum += point[taken + position]!
  return sum / positions.length + (order < 0 ? 0 : point[placed + order]!)
}

/** The derivatives of ln f(S): 1/|S| for its items, 1 for its tie order. */
function addFeatures(
  { taken, placed }: LocalRanking,
  { positions, order }: Subset,
  { to, times }: { to: Float64Array; times: number },
): void {
  for (const position of positions) to[taken + position]! += times / positions.length
  if (order >= 0) to[placed + order]! += times
}

/** Adds a subset's share to the mean of the features and to the mean of their products. */
function addMoments(ranking: LocalRanking, subset: Subset, { mean, p }: { mean: Float64Array; p: number }): void {
  const { term, taken, placed } = ranking
  addFeatures(ranking, subset, { to: mean, times: p })
  const size = term.coordinates.length
  const row = (at: number) => term.information.subarray(at * size, (at + 1) * size)
  for (const position of subset.positions) {
    addFeatures(ranking, subset, { to: row(taken + position), times: p / subset.positions.length })
  }
  if (subset.order >= 0) addFeatures(ranking, subset, { to: row(placed + subset.order), times: p })
}

function subtractMean({ gradient, information }: Term, mean: Float64Array): void {
  for (const [a, value] of mean.entries()) {
    if (value === 0) continue
    gradient[a]! -= value
    for (let b = 0; b < mean.length; b++) information[a * mean.length + b]! -= value * mean[b]!
  }
}
