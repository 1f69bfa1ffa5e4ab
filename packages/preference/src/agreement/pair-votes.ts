import type { Ranks } from '../comparisons/comparisons-of.ts'
import { requireThat } from '../numerics/require-that.ts'

/** How many annotators put the first completion of a pair above the second, tied the two, or put it below. */
export type PairVotes = readonly [first: number, tied: number, second: number]

/** The votes on every pair (a < b) of a task's completions; an annotator who left one unplaced has no vote on the pair. */
export function pairVotes(rankings: readonly Ranks[]): PairVotes[] {
  const items = rankings[0]?.length ?? 0
  requireThat(
    rankings.every((ranks) => ranks.length === items),
    'All rankings of a task must be about the same completions.',
  )
  const pairs: PairVotes[] = []
  for (let a = 0; a < items; a++) {
    for (let b = a + 1; b < items; b++) pairs.push(votesOn(rankings, a, b))
  }
  return pairs
}

function votesOn(rankings: readonly Ranks[], a: number, b: number): PairVotes {
  const votes: [number, number, number] = [0, 0, 0]
  for (const ranks of rankings) {
    const rankA = ranks[a]!
    const rankB = ranks[b]!
    if (rankA === null || rankB === null) continue
    requireThat(Number.isFinite(rankA) && Number.isFinite(rankB), 'Each rank must be a finite number.')
    votes[Math.sign(rankA - rankB) + 1]!++
  }
  return votes
}
