import { requireThat } from '../numerics/require-that.ts'

/** How earlier votes on a pair went, ties left out. */
export interface PairHistory {
  wins: number
  losses: number
}

/** A vote on a pair: 1 for its first, 0 for its second, ½ for a tie. */
export interface PairVote {
  pair: number
  vote: 0 | 0.5 | 1
}

export interface SpamTest {
  /** False with fewer than `least` votes. */
  checked: boolean
  flagged: boolean
  /** How many votes with a history it took. */
  atVote: number | null
  /** The products at the end; null where infinite (a vote that nobody cast before) or not checked. */
  upper: number | null
  lower: number | null
}

/**
 * Whether somebody votes unlike the past (FastChat): p is the share of history at most, or at least, this vote, and
 * under honest voting the running products of 1/(2p) are martingale-like; one above 1/α flags, tested after each vote.
 * An honest tie counts against the annotator, since history has none: show the result as a hint, never act on it alone.
 */
export function testSpam(
  votes: readonly PairVote[],
  history: readonly PairHistory[],
  { alpha = 0.05, least = 5, most = 100 } = {},
): SpamTest {
  if (votes.length < least) return { checked: false, flagged: false, atVote: null, upper: null, lower: null }
  let upper = 1
  let lower = 1
  let used = 0
  for (const { pair, vote } of votes.slice(0, most)) {
    requireThat(pair in history, `There is no pair ${pair} in the history.`)
    const { wins, losses } = history[pair]!
    const past = wins + losses
    if (past === 0) continue
    used++
    upper *= past / (2 * (losses + (vote === 1 ? wins : 0)))
    lower *= past / (2 * (wins + (vote === 0 ? losses : 0)))
    if (Math.max(upper, lower) > 1 / alpha)
      return { checked: true, flagged: true, atVote: used, ...finite(upper, lower) }
  }
  return { checked: true, flagged: false, atVote: null, ...finite(upper, lower) }
}

function finite(upper: number, lower: number): { upper: number | null; lower: number | null } {
  return { upper: Number.isFinite(upper) ? upper : null, lower: Number.isFinite(lower) ? lower : null }
}
