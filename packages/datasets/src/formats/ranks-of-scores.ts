/** Ranks of scores of which more is better: equal scores tie, and each rank is 1 + how many are strictly better. */
export function ranksOfScores(scores: readonly number[]): number[] {
  const ranks = new Map<number, number>()
  for (const [better, score] of [...scores].sort((a, b) => b - a).entries()) {
    if (!ranks.has(score)) ranks.set(score, better + 1)
  }
  return scores.map((score) => ranks.get(score)!)
}
