import { requireThat } from '../numerics/require-that.ts'

/** All comparisons of two items with the same one named (or shown) first; counts may be weighted. */
export interface Game {
  first: number
  second: number
  /** How often the first was preferred. */
  wins: number
  /** How often the second was preferred. */
  losses: number
  ties: number
}

export interface GameTable {
  /** Number of items; games name them 0 … items − 1. */
  items: number
  games: readonly Game[]
}

/** Stops unless every game is between two different known items, with counts that are numbers from 0. */
export function requireGames({ items, games }: GameTable): void {
  requireThat(Number.isInteger(items) && items >= 0, 'The number of items must be a whole number.')
  const known = (item: number) => Number.isInteger(item) && item >= 0 && item < items
  for (const { first, second, wins, losses, ties } of games) {
    requireThat(known(first) && known(second), `A game names an item outside 0 to ${items - 1}.`)
    requireThat(first !== second, `Item ${first} plays against itself.`)
    requireThat(
      [wins, losses, ties].every((count) => Number.isFinite(count) && count >= 0),
      'Wins, losses and ties must be numbers from 0.',
    )
  }
}

/** Stops unless there is one worth above 0 for each item. */
export function requireWorths(worths: readonly number[], items: number): void {
  requireThat(worths.length === items, 'Each item needs a worth.')
  requireThat(
    worths.every((worth) => Number.isFinite(worth) && worth > 0),
    'Worths must be numbers above 0.',
  )
}
