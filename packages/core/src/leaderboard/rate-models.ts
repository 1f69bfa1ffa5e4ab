import type { LeaderboardInput } from '@plackett/contracts'
import { collectGames, type Game, rateItems } from '@plackett/preference'
import type { BoardTask } from './board-tasks.ts'

export interface RatedModel {
  /** Its place in the board's models. */
  item: number
  rating: number
  low: number
  high: number
  rank: number
  comparisons: number
}

export interface RatedModels {
  /** Best first; models that were never compared are left out. */
  rows: RatedModel[]
  games: Game[]
  /** See the contract's leaderboard. */
  components: number[][]
}

/** Ratings from some tasks of a board. An anchor that is not among their models fixes nothing. */
export function rateModels(
  tasks: readonly BoardTask[],
  { intervals, anchor }: Pick<LeaderboardInput, 'intervals'> & { anchor: { item: number; rating: number } | null },
): RatedModels {
  const games = collectGames(tasks.flatMap(({ rankings }) => rankings))
  const known = [...new Set(games.flatMap(({ first, second }) => [first, second]))].sort((a, b) => a - b)
  if (known.length === 0) return { rows: [], games, components: [] }
  const placeOf = new Map(known.map((item, place) => [item, place]))
  const anchorPlace = anchor === null ? undefined : placeOf.get(anchor.item)
  const { rows, components } = rateItems({
    items: known.length,
    games: games.map((game) => ({ ...game, first: placeOf.get(game.first)!, second: placeOf.get(game.second)! })),
    ...(intervals === 'tasks' && { clusters: clustersOf(tasks, placeOf) }),
    ...(anchorPlace !== undefined && { anchor: { item: anchorPlace, rating: anchor!.rating } }),
  })
  const rated = rows.map(({ item, rating, lower, upper, rank, games: comparisons }) => {
    return { item: known[item]!, rating, low: lower, high: upper, rank, comparisons }
  })
  return {
    rows: rated.sort((a, b) => b.rating - a.rating),
    games,
    components: components.map((group) => group.map((place) => known[place]!)),
  }
}

function* clustersOf(tasks: readonly BoardTask[], placeOf: Map<number, number>) {
  for (const { rankings } of tasks) {
    // Models that were not compared have no rank that counts, so any place will do for them.
    yield rankings.map((ranking) => ({ ...ranking, items: ranking.items.map((item) => placeOf.get(item) ?? -1) }))
  }
}
