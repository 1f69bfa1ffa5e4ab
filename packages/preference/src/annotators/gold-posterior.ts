import { betaCdf, betaQuantile } from '../numerics/beta.ts'
import { requireThat } from '../numerics/require-that.ts'

export interface GoldRecord {
  /** Pairs of gold rankings in the right order, and the others. */
  right: number
  wrong: number
  /** Gold tasks with a wrong pair; pairs of one ranking are not independent. As many as wrong pairs unless told. */
  missedTasks?: number
}

export interface GoldPosterior {
  /** Of the accuracy under Beta(1 + right, 1 + wrong). */
  mean: number
  lower: number
  upper: number
  /** P(accuracy < θ). */
  below: number
  /** Whether `below` exceeds the level, after two missed tasks at least: one miss never pauses anybody. */
  pause: boolean
}

/** What gold tasks tell of an annotator's accuracy, against the accuracy θ that a project asks for. */
export function goldPosterior(
  { right, wrong, missedTasks = wrong }: GoldRecord,
  { theta, level = 0.95 }: { theta: number; level?: number },
): GoldPosterior {
  requireThat(right >= 0 && wrong >= 0, 'Numbers of right and wrong pairs must not be negative.')
  requireThat(theta >= 0 && theta <= 1, 'The accuracy asked for must lie between 0 and 1.')
  const [a, b] = [1 + right, 1 + wrong]
  const below = betaCdf(theta, a, b)
  return {
    mean: a / (a + b),
    lower: betaQuantile(0.025, a, b),
    upper: betaQuantile(0.975, a, b),
    below,
    pause: below > level && missedTasks >= 2,
  }
}
