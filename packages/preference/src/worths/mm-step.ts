import { type GameTable, requireGames, requireWorths } from './game.ts'

export interface MmStep {
  /** W_i + α, ties as half wins. */
  wins: number[]
  /** Σ_j n_ij/(p_i + p_j) + α */
  denominators: number[]
  /** wins / denominators, scaled to mean 1. */
  worths: number[]
}

/**
 * One step of Hunter's minorise–maximise iteration for Bradley–Terry worths, p_i ← (W_i + α)/(Σ_j n_ij/(p_i+p_j) + α),
 * which never lowers the likelihood. With α > 0 the scale of the worths belongs to the prior: mean 1, as in choix.
 * An item that never played keeps worth 1.
 */
export function mmStep({ items, games }: GameTable, worths: readonly number[], alpha = 0): MmStep {
  requireGames({ items, games })
  requireWorths(worths, items)
  const wins = new Array<number>(items).fill(alpha)
  const denominators = new Array<number>(items).fill(alpha)
  for (const { first, second, wins: won, losses, ties } of games) {
    const share = (won + losses + ties) / (worths[first]! + worths[second]!)
    wins[first]! += won + ties / 2
    wins[second]! += losses + ties / 2
    denominators[first]! += share
    denominators[second]! += share
  }
  const stepped = wins.map((won, item) => (denominators[item] === 0 ? 1 : won / denominators[item]!))
  const mean = stepped.reduce((sum, worth) => sum + worth, 0) / items
  return { wins, denominators, worths: stepped.map((worth) => worth / mean) }
}
