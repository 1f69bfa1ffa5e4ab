import { AppError, type ErrorCode, type ScoreResult } from '@plackett/contracts'

/** The rewards, for formats that have no place for a missing one: what could not be scored fails the request, by name. */
export function rewardsOf(results: readonly ScoreResult[]): number[] {
  return results.map((result, index) => {
    if (result.reward !== null) return result.reward
    throw new AppError(result.error.code as ErrorCode, { index })
  })
}

/** For formats whose clients ask to cut texts or to be refused: INPUT_TOO_LONG names the first that would be cut. */
export function requireWhole(results: readonly ScoreResult[]): void {
  const index = results.findIndex((result) => result.reward !== null && result.truncated === true)
  if (index >= 0) throw new AppError('INPUT_TOO_LONG', { index })
}

/** A reward as a number between 0 and 1, as the last layer of a classifier with one label would have it. */
export function sigmoid(reward: number): number {
  return reward >= 0 ? 1 / (1 + Math.exp(-reward)) : Math.exp(reward) / (1 + Math.exp(reward))
}
