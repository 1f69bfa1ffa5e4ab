import { requireThat } from '../numerics/require-that.ts'

/** An answer about a task that was selected with a known probability. */
export interface SampledOutcome {
  outcome: number
  probability: number
}

export interface SampleEstimate {
  /** Σ wy / tasks with w = 1/P: unbiased. */
  horvitzThompson: number
  /** Σ wy / Σ w: a little biased, usually nearer; with its standard error. */
  hajek: number
  hajekError: number
  /** (Σ w)²/Σ w²: how many answers picked with equal probability would say as much. */
  effectiveSize: number
}

/** The mean over all tasks, estimated from those that were asked. Null without answers. */
export function estimateFromSample(sample: readonly SampledOutcome[], tasks: number): SampleEstimate | null {
  requireThat(
    sample.every(({ probability }) => probability > 0 && probability <= 1),
    'Each probability must be above 0 and at most 1.',
  )
  if (sample.length === 0) return null
  const sum = (of: (weight: number, outcome: number) => number) => {
    return sample.reduce((total, { outcome, probability }) => total + of(1 / probability, outcome), 0)
  }
  const weights = sum((weight) => weight)
  const weighted = sum((weight, outcome) => weight * outcome)
  const hajek = weighted / weights
  return {
    horvitzThompson: weighted / tasks,
    hajek,
    hajekError: Math.sqrt(sum((weight, outcome) => (weight * (outcome - hajek)) ** 2)) / weights,
    effectiveSize: weights ** 2 / sum((weight) => weight ** 2),
  }
}
