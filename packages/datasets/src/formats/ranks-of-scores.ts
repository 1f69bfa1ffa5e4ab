/** Ranks of scores of which more is better: equal scores tie, and each rank is 1 + how many are strictly better. */
export function ranksOfScores(scores: readonly number[]): number[] {
  const descending = [...scores].sort((a, b) => b - a)
  return scores.map((score) => descending.indexOf(score) + 1)
}
