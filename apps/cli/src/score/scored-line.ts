import type { ScoreResult } from '@plackett/contracts'
import type { ScoreLine } from '@plackett/datasets'

/** The texts that a line asks to score. */
export function completionsOf(line: ScoreLine): string[] {
  return 'completion' in line ? [line.completion] : line.completions.map(({ text }) => text)
}

/**
 * The line with what its completions are worth: `reward` for one completion, `rewards` in the order of `completions`
 * for several. What could not be scored is null and explained in `error` or `errors`.
 */
export function scoredLineOf(line: ScoreLine, results: readonly ScoreResult[]): object {
  if ('completion' in line) return { ...line, ...results[0] }
  const errors = results.flatMap((result, index) => ('error' in result ? [{ index, ...result.error }] : []))
  const rewards = results.map(({ reward }) => reward)
  return errors.length === 0 ? { ...line, rewards } : { ...line, rewards, errors }
}
