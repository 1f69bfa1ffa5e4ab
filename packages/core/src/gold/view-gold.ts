import type { GoldReport, GoldTask, ProjectReference } from '@plackett/contracts'
import { ClusteredShare } from '@plackett/preference'
import { authorize } from '../access/authorize.ts'
import { shareEstimateOf } from '../quality/agreement-estimate-of.ts'
import type { Scope } from '../scope/scope.ts'
import { answersBy } from './answers-by.ts'
import { type GoldAnswered, goldAnswers } from './gold-answers.ts'
import { goldTasks } from './gold-tasks.ts'

/** The project's gold tasks and how they are answered; a task that most miss may be wrong itself, and stands first. */
export async function viewGold(scope: Scope, { projectId }: ProjectReference): Promise<GoldReport> {
  await authorize(scope, 'quality:view', { projectId })
  const answers = await goldAnswers(scope.db, { projectId })
  const byTask = answersBy(answers, 'taskId')
  const tasks = (await goldTasks(scope.db, projectId)).map((task): GoldTask => {
    const own = byTask.get(task.taskId) ?? []
    return { ...task, rankings: own.length, accuracy: accuracyOf(own) }
  })
  return {
    accuracy: accuracyOf(answers),
    rankings: answers.length,
    tasks: tasks.sort((a, b) => (a.accuracy?.value ?? 2) - (b.accuracy?.value ?? 2)),
  }
}

/** The share of the right answers' strict pairs that were put in their order; interval by answers. */
function accuracyOf(answers: readonly GoldAnswered[]): GoldReport['accuracy'] {
  const share = new ClusteredShare()
  for (const { concordant, strict } of answers) share.add(concordant, strict)
  const result = share.result()
  return result && shareEstimateOf(result)
}
