import { drawCounts } from '../numerics/draw-counts.ts'
import type { Random } from '../numerics/pcg32.ts'
import { percentile } from '../numerics/percentile.ts'
import { requireRounds, requireThat } from '../numerics/require-that.ts'
import { fitBradleyTerry } from './fit-bradley-terry.ts'
import { type Game, type GameTable, requireGames } from './game.ts'
import { ratingOf } from './rating-scale.ts'

export interface BootstrapRatings {
  /** Percentiles per item of the rounds' ratings, each round with mean 1000. */
  lower: number[]
  median: number[]
  upper: number[]
  /** Rounds whose games did not connect the items, so that they have no ratings; left out of the percentiles. */
  undefinedRounds: number
}

/** Ratings of resampled games: in each round as many are drawn, with replacement, as were played (whole counts). */
export function bootstrapRatings(
  table: GameTable,
  { rounds, level = 0.95, random }: { rounds: number; level?: number; random: Random },
): BootstrapRatings | null {
  requireGames(table)
  requireRounds(rounds)
  const counts = table.games.flatMap(({ wins, losses, ties }) => [wins, losses, ties])
  const draws = counts.reduce((sum, count) => sum + count, 0)
  requireThat(Number.isInteger(draws), 'Weighted games cannot be resampled; give whole counts.')
  if (draws === 0) return null
  const samples: number[][] = []
  for (let round = 0; round < rounds; round++) {
    const fit = fitBradleyTerry({
      items: table.items,
      games: drawn(table.games, drawCounts(counts, draws, random)),
    })
    if (fit.kind === 'fitted') samples.push(fit.logWorths.map(ratingOf))
  }
  if (samples.length === 0) return null
  const at = (share: number) => {
    return Array.from({ length: table.items }, (_, item) =>
      percentile(
        samples.map((sample) => sample[item]!),
        share,
      ),
    )
  }
  return {
    lower: at((1 - level) / 2),
    median: at(0.5),
    upper: at((1 + level) / 2),
    undefinedRounds: rounds - samples.length,
  }
}

function drawn(games: readonly Game[], counts: ArrayLike<number>): Game[] {
  return games.map((game, row) => {
    return { ...game, wins: counts[3 * row]!, losses: counts[3 * row + 1]!, ties: counts[3 * row + 2]! }
  })
}
