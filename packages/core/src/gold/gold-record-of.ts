import type { GoldRecord } from '@plackett/preference'
import type { GoldAnswered } from './gold-answers.ts'

/** What answers to gold tasks amount to. */
export function goldRecordOf(answers: readonly GoldAnswered[]): Required<GoldRecord> & { tasks: number } {
  const right = answers.reduce((sum, { concordant }) => sum + concordant, 0)
  return {
    tasks: answers.length,
    right,
    wrong: answers.reduce((sum, { strict }) => sum + strict, 0) - right,
    missedTasks: answers.filter(({ concordant, strict }) => concordant < strict).length,
  }
}
