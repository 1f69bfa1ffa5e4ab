import { sigmoid } from '../numerics/sigmoid.ts'
import { type GameTable, requireGames } from './game.ts'

/** What was observed of each item (row) against each other (column). Null where the two never met, and against itself. */
export interface WinMatrix {
  games: number[][]
  /** Share of wins with a tie as half: with its mirror it sums to 1. */
  tiesHalf: (number | null)[][]
  /** Share of games won, a tie being a game without a winner. */
  tiesNoWin: (number | null)[][]
}

/** Counts who won how often against whom. */
export function winMatrix(table: GameTable): WinMatrix {
  requireGames(table)
  const zeros = () => Array.from({ length: table.items }, () => new Array<number>(table.items).fill(0))
  const games = zeros()
  const wins = zeros()
  const ties = zeros()
  for (const { first, second, wins: won, losses, ties: tied } of table.games) {
    wins[first]![second]! += won
    wins[second]![first]! += losses
    for (const [a, b] of [
      [first, second],
      [second, first],
    ] as const) {
      ties[a]![b]! += tied
      games[a]![b]! += won + losses + tied
    }
  }
  const share = (numerator: (i: number, j: number) => number) => {
    return games.map((row, i) => row.map((played, j) => (played === 0 ? null : numerator(i, j) / played)))
  }
  return {
    games,
    tiesHalf: share((i, j) => wins[i]![j]! + ties[i]![j]! / 2),
    tiesNoWin: share((i, j) => wins[i]![j]!),
  }
}

/** P(row preferred to column) under Bradley–Terry; null against itself. */
export function expectedWinMatrix(logWorths: readonly number[]): (number | null)[][] {
  return logWorths.map((s, i) => logWorths.map((t, j) => (i === j ? null : sigmoid(s - t))))
}
