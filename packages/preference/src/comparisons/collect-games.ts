import type { Game } from '../worths/game.ts'
import { comparisonsOf, type Ranks } from './comparisons-of.ts'

/** A ranking of completions, with the item (the model that wrote it) behind each. */
export interface ItemRanking {
  ranks: Ranks
  items: readonly number[]
  /** What each of its comparisons counts; 1 unless told. */
  weight?: number
}

/** Counts who was preferred to whom over rankings, one row per two items (the smaller first). An item does not meet itself. */
export function collectGames(rankings: Iterable<ItemRanking>): Game[] {
  const games = new Map<number, Map<number, Game>>()
  const gameOf = (first: number, second: number) => {
    const row = games.get(first) ?? new Map<number, Game>()
    const game = row.get(second) ?? { first, second, wins: 0, losses: 0, ties: 0 }
    games.set(first, row.set(second, game))
    return game
  }
  for (const { ranks, items, weight = 1 } of rankings) {
    const { strict, ties } = comparisonsOf(ranks)
    for (const { better, worse } of strict) {
      const [winner, loser] = [items[better]!, items[worse]!]
      if (winner < loser) gameOf(winner, loser).wins += weight
      else if (winner > loser) gameOf(loser, winner).losses += weight
    }
    for (const [a, b] of ties) {
      const [one, other] = [items[a]!, items[b]!]
      if (one !== other) gameOf(Math.min(one, other), Math.max(one, other)).ties += weight
    }
  }
  return [...games.values()]
    .flatMap((row) => [...row.values()])
    .sort((a, b) => a.first - b.first || a.second - b.second)
}
