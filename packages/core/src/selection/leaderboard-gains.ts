import type { Leaderboard } from '@plackett/contracts'
import { type Belief, expectedGain, pointsPerNat } from '@plackett/preference'
import type { UntouchedTask } from './untouched-tasks.ts'

/** A unit of the probit scale, in which one comparison has noise of variance 1, is some 1.7 logits. */
const pointsPerUnit = 1.702 * pointsPerNat
/** What is believed of a model that was never compared: almost nothing. */
const unknown: Belief = { mean: 0, variance: 4 }

/**
 * What an answer to each task would teach the leaderboard, in nats: ASAP's expected gain over all pairs of its completions,
 * with the ratings and their intervals as the beliefs.
 */
export function leaderboardGains({ rows }: Leaderboard, tasks: readonly UntouchedTask[]): number[] {
  const mean = rows.reduce((sum, { rating }) => sum + rating, 0) / Math.max(1, rows.length)
  const beliefs = new Map(
    rows.map(({ model, rating, low, high }): [string, Belief] => {
      const error = (high - low) / (2 * 1.96) / pointsPerUnit
      return [model, { mean: (rating - mean) / pointsPerUnit, variance: Math.max(error ** 2, 1e-6) }]
    }),
  )
  const known = new Map<string, number>()
  const gainOf = (a: string, b: string) => {
    const key = JSON.stringify(a < b ? [a, b] : [b, a])
    const gain = known.get(key) ?? expectedGain(beliefs.get(a) ?? unknown, beliefs.get(b) ?? unknown)
    known.set(key, gain)
    return gain
  }
  return tasks.map(({ completions }) => {
    const models = completions.flatMap(({ model }) => (model === null ? [] : [model]))
    return models
      .flatMap((a, at) => models.slice(at + 1).map((b) => (a === b ? 0 : gainOf(a, b))))
      .reduce((sum, gain) => sum + gain, 0)
  })
}
