import { AppError, goldAnswer, type Message, type TaskDetail, type TaskReference } from '@plackett/contracts'
import { loadFor } from '../access/load-for.ts'
import { completionLabelsOf, withRanks } from '../ranking/ranking-of.ts'
import type { Database, Scope } from '../scope/scope.ts'
import { taskSummaries } from './task-summaries.ts'

/** A task with everything about it: models by name, and each annotator's ranking as it stands. */
export async function viewTask(scope: Scope, { taskId }: TaskReference): Promise<TaskDetail> {
  const { projectId, prompt, gold } = await loadFor(scope, 'task:view', {
    load: findWithPrompt(scope, taskId),
    missing: new AppError('TASK_NOT_FOUND'),
  })
  const [summary] = await taskSummaries(scope.db, { projectId, taskId, limit: 1 })
  return {
    ...summary!,
    projectId,
    prompt: prompt.messages as unknown as Message[],
    completions: prompt.completions,
    gold: gold === null ? null : goldAnswer.parse(gold),
    rankings: await currentRankingsOf(scope.db, taskId),
  }
}

function findWithPrompt({ db }: Scope, taskId: string) {
  return db.task.findUnique({
    where: { id: taskId },
    select: {
      projectId: true,
      gold: true,
      prompt: { select: { messages: true, completions: { orderBy: { position: 'asc' } } } },
    },
  })
}

/** The highest revision of each assignment, in the order of the first answers. */
async function currentRankingsOf(db: Database, taskId: string): Promise<TaskDetail['rankings']> {
  const rows = await db.ranking.findMany({
    where: { taskId },
    distinct: ['assignmentId'],
    orderBy: [{ assignmentId: 'asc' }, { revision: 'desc' }],
    include: { annotator: { select: { name: true } }, ...withRanks },
  })
  return rows
    .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
    .map((row) => ({
      id: row.id,
      annotator: row.annotator.name,
      ranks: Object.fromEntries(row.rankedCompletions.map(({ completionId, rank }) => [completionId, rank])),
      notRankable: row.notRankable,
      comment: row.comment,
      strength: row.strength,
      allBad: row.allBad,
      guidelinesVersion: row.guidelinesVersion,
      labels: row.completionLabels.map(completionLabelsOf),
      revision: row.revision,
      createdAt: row.createdAt,
    }))
}
