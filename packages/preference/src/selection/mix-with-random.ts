import { requireThat } from '../numerics/require-that.ts'

/**
 * Probabilities of asking each candidate: a share ε at random, for an unbiased evaluation set, and the rest in proportion
 * to scores: ε/N + (1−ε) score/Σ. Where no score is above 0, all are equal. Store the probability with the task.
 */
export function mixWithRandom(scores: readonly number[], epsilon: number): number[] {
  requireThat(epsilon >= 0 && epsilon <= 1, 'The random share must lie between 0 and 1.')
  requireThat(
    scores.every((score) => Number.isFinite(score) && score >= 0),
    'Scores must be finite and not negative.',
  )
  const total = scores.reduce((sum, score) => sum + score, 0)
  return scores.map((score) => {
    return total === 0 ? 1 / scores.length : epsilon / scores.length + ((1 - epsilon) * score) / total
  })
}
