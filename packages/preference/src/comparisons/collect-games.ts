import { requireThat } from '../numerics/require-that.ts'
import type { Game } from '../worths/game.ts'
import type { Ranks } from './comparisons-of.ts'

/** A ranking of completions, with the item (the model that wrote it) behind each. */
export interface ItemRanking {
  ranks: Ranks
  items: readonly number[]
  /** What each of its comparisons counts; 1 unless told. */
  weight?: number
}

/** Counts who was preferred to whom, one row per two items, the smaller first. An item does not meet itself. */
export function collectGames(rankings: Iterable<ItemRanking>): Game[] {
  return countPairs(rankings, (items, a, b) => items[a]! < items[b]!)
}

/**
 * The same with a row for each of two items shown first, for fitPositionEffect: the completions of every ranking must be
 * listed in the order in which they were shown.
 */
export function collectShownGames(rankings: Iterable<ItemRanking>): Game[] {
  return countPairs(rankings, () => true)
}

/** Whether a game of the completions at a and b, a < b, names the item at a first. */
type Naming = (items: readonly number[], a: number, b: number) => boolean

function countPairs(rankings: Iterable<ItemRanking>, namesFirst: Naming): Game[] {
  const games = new Map<number, Map<number, Game>>()
  const gameOf = (first: number, second: number) => {
    const row = games.get(first) ?? new Map<number, Game>()
    const game = row.get(second) ?? { first, second, wins: 0, losses: 0, ties: 0 }
    games.set(first, row.set(second, game))
    return game
  }
  for (const { ranks, items, weight = 1 } of rankings) {
    requireThat(ranks.length === items.length, 'Each rank needs the item behind its completion.')
    for (let a = 0; a < ranks.length; a++) {
      for (let b = a + 1; b < ranks.length; b++) {
        const [one, other] = namesFirst(items, a, b) ? [a, b] : [b, a]
        const lead = leadOf(ranks[one]!, ranks[other]!)
        if (lead === null || items[a] === items[b]) continue
        gameOf(items[one]!, items[other]!)[lead] += weight
      }
    }
  }
  return [...games.values()]
    .flatMap((row) => [...row.values()])
    .sort((a, b) => a.first - b.first || a.second - b.second)
}

/** What a game of two ranks counts as for the first of them; null where one is unplaced. */
function leadOf(first: number | null, second: number | null): 'wins' | 'losses' | 'ties' | null {
  if (first === null || second === null) return null
  requireThat(Number.isFinite(first) && Number.isFinite(second), 'Each rank must be a finite number.')
  return first < second ? 'wins' : first > second ? 'losses' : 'ties'
}
