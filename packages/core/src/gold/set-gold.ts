import { AppError, type SetGoldInput } from '@plackett/contracts'
import { Prisma } from '@plackett/db'
import { loadFor } from '../access/load-for.ts'
import type { Scope } from '../scope/scope.ts'

/**
 * Makes a task a gold task with this right answer, or one of the others again. Answers that were given before test their
 * annotators as well; throws RANKING_DOES_NOT_MATCH_TASK unless the answer is about exactly the task's completions.
 */
export async function setGold(scope: Scope, { taskId, gold }: SetGoldInput): Promise<void> {
  const task = await loadFor(scope, 'gold:change', {
    load: scope.db.task.findUnique({
      where: { id: taskId },
      include: { prompt: { select: { completions: { select: { id: true } } } } },
    }),
    missing: new AppError('TASK_NOT_FOUND'),
  })
  if (gold !== null) requireSame(gold.tiers.flat(), task.prompt.completions)
  await scope.db.task.update({ where: { id: taskId }, data: { gold: gold ?? Prisma.DbNull } })
}

function requireSame(placed: string[], completions: { id: string }[]): void {
  const known = new Set(completions.map(({ id }) => id))
  if (placed.length !== known.size || placed.some((id) => !known.has(id))) {
    throw new AppError('RANKING_DOES_NOT_MATCH_TASK', { problem: 'the right answer places other completions' })
  }
}
