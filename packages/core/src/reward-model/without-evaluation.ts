import type { RewardReport } from '@plackett/contracts'

/** A report's headline figures, for lists: the whole evaluation is some hundred kilobytes. */
export function withoutEvaluation({ evaluation: _, ...headline }: RewardReport): RewardReport {
  return headline
}
