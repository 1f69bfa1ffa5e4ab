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
  const prepared = rankings.map((tiers) => prepare(tiers, { items, orders }))
  const subsetsOf = remembered((left) => subsets(left, orders))
  const workspaceOf = remembered(workspace)
  return {
    dimension: items + orders.length,
    forEachTerm(point, visit) {
      for (const { coordinates, placed, tiers } of prepared) {
        const ranking = workspaceOf(coordinates.length)
        start(ranking, { coordinates, placed, point })
        for (const tier of tiers) {
          addChoice(ranking, subsetsOf(placed - ranking.taken), tier)
          ranking.taken += tier.size
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

/** A ranking in coordinates of its own: its placed items from best to worst, then the tie orders. */
interface Prepared {
  /** Where those coordinates stand in the whole point. */
  coordinates: Int32Array
  placed: number
  tiers: Tier[]
}

/** How many items are tied, and which tie order that is (−1: one item). */
interface Tier {
  size: number
  order: number
}

function prepare(tiers: Tiers, { items, orders }: { items: number; orders: readonly number[] }): Prepared {
  const placed = tiers.flat()
  return {
    coordinates: Int32Array.from([...placed, ...orders.map((_, k) => items + k)]),
    placed: placed.length,
    tiers: tiers.map(({ length }) => ({ size: length, order: length === 1 ? -1 : orders.indexOf(length) })),
  }
}

/** Room for one ranking's term, used again for the next of its size. */
interface Workspace {
  term: Term
  point: Float64Array
  /** The mean of the features in the choice at hand. */
  mean: Float64Array
  placed: number
  /** How many of the placed items stand in the tiers that were dealt with. */
  taken: number
}

function workspace(size: number): Workspace {
  const [gradient, information] = [new Float64Array(size), new Float64Array(size * size)]
  const term: Term = { value: 0, coordinates: [], gradient, information }
  return { term, point: new Float64Array(size), mean: new Float64Array(size), placed: 0, taken: 0 }
}

function start(
  ranking: Workspace,
  { coordinates, placed, point }: { coordinates: Int32Array; placed: number; point: Float64Array },
): void {
  ranking.term.value = 0
  ranking.term.coordinates = coordinates
  ranking.term.gradient.fill(0)
  ranking.term.information.fill(0)
  ranking.placed = placed
  ranking.taken = 0
  for (let k = 0; k < coordinates.length; k++) ranking.point[k] = point[coordinates[k]!]!
}

/** Adds ln P(the next tier is chosen among what is left), a softmax over subsets, with its derivatives. */
function addChoice(ranking: Workspace, options: readonly Subset[], tier: Tier): void {
  const { term, mean } = ranking
  if (options.length === 1) return
  const chosen = options.find(({ order }) => order === tier.order)!
  const scores = options.map((option) => score(ranking, option))
  const top = scores.reduce((a, b) => Math.max(a, b))
  const total = scores.reduce((sum, value) => sum + Math.exp(value - top), 0)
  term.value += score(ranking, chosen) - top - Math.log(total)
  mean.fill(0)
  for (let k = 0; k < options.length; k++) addMoments(ranking, options[k]!, Math.exp(scores[k]! - top) / total)
  addFeatures(ranking, chosen, { to: term.gradient, from: 0, times: 1 })
  subtractMean(term, mean)
}

/** ln f(S) */
function score({ point, taken, placed }: Workspace, { positions, order }: Subset): number {
  let sum = 0
  for (const position of positions) sum += point[taken + position]!
  return sum / positions.length + (order < 0 ? 0 : point[placed + order]!)
}

/** Adds the derivatives of ln f(S), 1/|S| for its items and 1 for its tie order, to a list that starts at `from`. */
function addFeatures(
  { taken, placed }: Workspace,
  { positions, order }: Subset,
  { to, from, times }: { to: Float64Array; from: number; times: number },
): void {
  for (const position of positions) to[from + taken + position]! += times / positions.length
  if (order >= 0) to[from + placed + order]! += times
}

/** Adds a subset's share to the mean of the features and to the mean of their products. */
function addMoments(ranking: Workspace, subset: Subset, p: number): void {
  const { term, mean, taken, placed } = ranking
  const to = term.information
  addFeatures(ranking, subset, { to: mean, from: 0, times: p })
  for (const position of subset.positions) {
    addFeatures(ranking, subset, { to, from: (taken + position) * mean.length, times: p / subset.positions.length })
  }
  if (subset.order >= 0) addFeatures(ranking, subset, { to, from: (placed + subset.order) * mean.length, times: p })
}

function subtractMean({ gradient, information }: Term, mean: Float64Array): void {
  const size = mean.length
  for (let a = 0; a < size; a++) {
    const value = mean[a]!
    if (value === 0) continue
    gradient[a]! -= value
    for (let b = 0; b < size; b++) information[a * size + b]! -= value * mean[b]!
  }
}

/** The same value for the same number, made once. */
function remembered<Value>(make: (key: number) => Value): (key: number) => Value {
  const known = new Map<number, Value>()
  return (key) => {
    const value = known.get(key) ?? make(key)
    known.set(key, value)
    return value
  }
}
