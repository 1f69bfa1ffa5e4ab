import type { QualityInput, QualityReport } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import type { Database, Scope } from '../scope/scope.ts'
import { taskSummaries } from '../task/task-summaries.ts'
import { judgedTasks } from './judged-tasks.ts'
import { keptStatistic } from './kept-statistic.ts'
import { namesOfAnnotators } from './names-of-annotators.ts'
import { QualityTally } from './quality-tally.ts'

/** How good the project's rankings are: agreement, its parts, and what sways annotators beside quality. */
export async function viewQuality(scope: Scope, { projectId, ...filter }: QualityInput): Promise<QualityReport> {
  await authorize(scope, 'quality:view', { projectId })
  const { db } = scope
  return keptStatistic(scope, {
    projectId,
    kind: 'quality',
    input: filter,
    compute: async () => {
      const tally = new QualityTally()
      for await (const task of judgedTasks(db, { projectId, ...filter })) tally.add(task)
      const figures = tally.result()
      const nameOf = await namesOfAnnotators(db, projectId)
      const named = (annotatorId: string) => ({ annotatorId, name: nameOf.get(annotatorId) ?? annotatorId })
      return {
        ...figures,
        byPair: figures.byPair.map((pair) => ({ ...pair, first: named(pair.first), second: named(pair.second) })),
        hardest: await withFirstLines(db, projectId, figures.hardest),
      }
    },
  })
}

async function withFirstLines<T extends { taskId: string }>(db: Database, projectId: string, tasks: T[]) {
  return Promise.all(
    tasks.map(async (task) => {
      const [summary] = await taskSummaries(db, { projectId, taskId: task.taskId, limit: 1 })
      return { ...task, firstLine: summary!.firstLine }
    }),
  )
}
