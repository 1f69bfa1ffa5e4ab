import type { GoldAnswered } from './gold-answers.ts'

/** Answers to gold tasks by who gave them, or by task. */
export function answersBy(
  answers: readonly GoldAnswered[],
  key: 'annotatorId' | 'taskId',
): Map<string, GoldAnswered[]> {
  const groups = new Map<string, GoldAnswered[]>()
  for (const answer of answers) {
    const group = groups.get(answer[key])
    if (group) group.push(answer)
    else groups.set(answer[key], [answer])
  }
  return groups
}
