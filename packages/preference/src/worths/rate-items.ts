import type { ItemRanking } from '../comparisons/collect-games.ts'
import { normalQuantile } from '../numerics/normal.ts'
import { requireThat } from '../numerics/require-that.ts'
import { clusteredErrors } from './clustered-errors.ts'
import { type BradleyTerryInput, fitBradleyTerry } from './fit-bradley-terry.ts'
import { fitBradleyTerryWithGhost } from './fit-with-ghost.ts'
import { rankByInterval } from './rank-by-interval.ts'
import { pointsPerNat, ratingOf } from './rating-scale.ts'

export interface Anchor {
  item: number
  /** The rating that the item is given; the others move with it. */
  rating: number
}

export interface LeaderboardInput extends BradleyTerryInput {
  /** Absent: the mean rating is 1000. */
  anchor?: Anchor
  /** The rankings behind the games by task: then intervals take tasks, not single votes, as independent. */
  clusters?: Iterable<readonly ItemRanking[]>
  /** Of the intervals; .95 unless told. */
  level?: number
}

export interface LeaderboardRow {
  item: number
  rating: number
  lower: number
  upper: number
  /** See rankByInterval. */
  rank: number
  /** Games of the item, ties included. */
  games: number
}

export interface Leaderboard {
  /** By item, not by rank. */
  rows: LeaderboardRow[]
  /**
   * Groups that compare, if there are several: then no maximum exists, and the ratings are those of the games with half
   * a win and half a loss of every item against a ghost added. Empty where the ratings are maximum likelihood.
   */
  components: number[][]
}

/**
 * Arena's leaderboard: Bradley–Terry ratings with sandwich intervals, and ranks that respect them. With ties as half
 * wins the intervals shrink as ties replace decisions (to nothing if all are ties): then trust Davidson's model.
 */
export function rateItems(input: LeaderboardInput): Leaderboard {
  const { anchor, level = 0.95 } = input
  requireThat(level > 0 && level < 1, 'The level of an interval must lie between 0 and 1.')
  requireThat(!anchor || (anchor.item >= 0 && anchor.item < input.items), 'The anchor is not one of the items.')
  const { logWorths, errors, components } = worthsOf(input)
  const shift = anchor ? anchor.rating - ratingOf(logWorths[anchor.item]!) : 0
  const z = normalQuantile((1 + level) / 2)
  const intervals = logWorths.map((worth, item) => {
    const half = z * pointsPerNat * errors[item]!
    const rating = ratingOf(worth) + shift
    return { rating, lower: rating - half, upper: rating + half }
  })
  const ranks = rankByInterval(intervals)
  const games = gamesPlayed(input)
  return {
    rows: intervals.map((interval, item) => ({ item, ...interval, rank: ranks[item]!, games: games[item]! })),
    components,
  }
}

function worthsOf(input: LeaderboardInput): { logWorths: number[]; errors: number[]; components: number[][] } {
  const fit = fitBradleyTerry(input)
  if (fit.kind === 'fitted') {
    const { logWorths, standardErrors } = fit
    const { clusters } = input
    const errors = clusters ? clusteredErrors({ ...input, clusters }, logWorths) : standardErrors.arena
    return { logWorths, errors, components: [] }
  }
  const { logWorths, standardErrors } = fitBradleyTerryWithGhost(input)
  // Not the sandwich: the scores of an item without games have no spread, and it would look certain.
  return { logWorths, errors: standardErrors.fisher, components: fit.components }
}

function gamesPlayed({ items, games }: BradleyTerryInput): number[] {
  const played = new Array<number>(items).fill(0)
  for (const { first, second, wins, losses, ties } of games) {
    played[first]! += wins + losses + ties
    played[second]! += wins + losses + ties
  }
  return played
}
