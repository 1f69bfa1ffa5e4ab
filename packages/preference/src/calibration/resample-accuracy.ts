import type { Random } from '../numerics/pcg32.ts'
import { middleOf } from '../numerics/percentile.ts'
import { requireRounds } from '../numerics/require-that.ts'

/** Right (1), wrong (0) or half right (½) pairs by prompt. */
export type RightByPrompt = readonly (readonly number[])[]

export interface ResampledAccuracy {
  /** All right pairs / all pairs. */
  accuracy: number
  /** The mean of the prompts' own accuracies: each prompt counts once. */
  meanOfPrompts: number
  /** Percentile interval with whole prompts drawn with replacement; no width at all for one prompt, which says nothing. */
  lower: number
  upper: number
  /** √(Σ over prompts of (Σ (x − mean))²)/N; and the same as if pairs were independent. */
  clusterError: number
  plainError: number
}

/** Accuracy with an interval that knows that pairs of one prompt go together. Null without pairs. */
export function resampleAccuracy(
  prompts: RightByPrompt,
  { rounds, level = 0.95, random }: { rounds: number; level?: number; random: Random },
): ResampledAccuracy | null {
  requireRounds(rounds)
  const totals = prompts
    .filter((pairs) => pairs.length > 0)
    .map((pairs) => ({ right: sum(pairs), pairs: pairs.length }))
  const pairs = sum(totals.map((prompt) => prompt.pairs))
  if (pairs === 0) return null
  const accuracy = sum(totals.map(({ right }) => right)) / pairs
  const deviations = totals.map((prompt) => (prompt.right - accuracy * prompt.pairs) ** 2)
  const draws = Float64Array.from({ length: rounds }, () => drawAccuracy(totals, random))
  return {
    accuracy,
    meanOfPrompts: sum(totals.map((prompt) => prompt.right / prompt.pairs)) / totals.length,
    ...middleOf(draws, level),
    clusterError: Math.sqrt(sum(deviations)) / pairs,
    plainError: Math.sqrt((accuracy * (1 - accuracy)) / pairs),
  }
}

function drawAccuracy(totals: readonly { right: number; pairs: number }[], random: Random): number {
  let right = 0
  let pairs = 0
  for (let draw = 0; draw < totals.length; draw++) {
    const prompt = totals[Math.floor(random() * totals.length)]!
    right += prompt.right
    pairs += prompt.pairs
  }
  return right / pairs
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
