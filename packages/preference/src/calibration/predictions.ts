import { requireThat } from '../numerics/require-that.ts'

/** What a model predicted of pairs of completions, and what people said. */
export interface Predictions {
  /** P(the first of the pair is preferred). */
  p: readonly number[]
  /** 1 if it was, else 0. */
  y: readonly number[]
}

/** Stops unless there is one outcome of 0 or 1 for each probability in [0, 1]. */
export function requirePredictions({ p, y }: Predictions): void {
  requireThat(p.length === y.length, 'Each prediction needs an outcome.')
  requireThat(
    p.every((value) => value >= 0 && value <= 1),
    'Each prediction must be a probability.',
  )
  requireThat(
    y.every((value) => value === 0 || value === 1),
    'Each outcome must be 0 or 1.',
  )
}
