import { type GoldFeedback, type ProjectReference, qualitySettings } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import { requirePerson } from '../access/require-person.ts'
import type { Scope } from '../scope/scope.ts'
import { goldAnswers } from './gold-answers.ts'
import { goldTasks } from './gold-tasks.ts'

/** One's own answers to gold tasks with what was right, the newest first; none where the project does not explain. */
export async function listGoldFeedback(scope: Scope, { projectId }: ProjectReference): Promise<GoldFeedback[]> {
  await authorize(scope, 'assignment:take', { projectId })
  const { userId: annotatorId } = requirePerson(scope)
  const { db } = scope
  const project = await db.project.findUniqueOrThrow({ where: { id: projectId }, select: { qualitySettings: true } })
  if (!qualitySettings.parse(project.qualitySettings).explainsGold) return []
  const answers = await goldAnswers(db, { projectId, annotatorId })
  const lines = new Map((await goldTasks(db, projectId)).map(({ taskId, firstLine }) => [taskId, firstLine]))
  return answers.reverse().map(({ rankingId, taskId, concordant, strict, gold, shownOrder, answeredAt }) => ({
    rankingId,
    taskId,
    firstLine: lines.get(taskId)!,
    concordant,
    strict,
    explanation: gold.explanation,
    rightOrder: gold.tiers.map((tier) => tier.map((id) => shownOrder.indexOf(id) + 1).sort((a, b) => a - b)),
    answeredAt,
  }))
}
