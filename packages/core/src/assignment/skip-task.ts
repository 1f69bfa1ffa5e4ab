import type { SkipTaskInput } from '@plackett/contracts'
import { requirePerson } from '../access/require-person.ts'
import { inTransaction } from '../scope/in-transaction.ts'
import type { Database, Scope } from '../scope/scope.ts'
import { loadAssignment } from './load-assignment.ts'

/**
 * Passes a task by: it goes back to the others at once, and to this person only if they just put it off. A task that as
 * many people passed by as the project says goes to review. What is not held any more needs no skipping.
 */
export async function skipTask(scope: Scope, { assignmentId, reason, note }: SkipTaskInput): Promise<void> {
  const { taskId, project } = await loadAssignment(scope, 'assignment:take', assignmentId)
  const { userId: annotatorId } = requirePerson(scope)
  await inTransaction(scope, async ({ db, newId, now }) => {
    const { count } = await db.assignment.updateMany({
      where: { id: assignmentId, annotatorId, submittedAt: null },
      data: { annotatorId: null, leasedUntil: null, shownOrder: [] },
    })
    if (count === 0) return
    const skip = { id: newId(), taskId, assignmentId, annotatorId, reason, createdAt: now() }
    await db.skip.create({ data: { ...skip, note: note ?? null } })
    if (reason !== 'later') await reviewIfSkippedOften(db, { taskId, limit: project.skipsBeforeReview })
  })
}

/** The task's row is locked first, so that of two who skip at once the second counts the first. */
async function reviewIfSkippedOften(db: Database, { taskId, limit }: { taskId: string; limit: number }): Promise<void> {
  await db.$queryRaw`select 1 from "Task" where "id" = ${taskId}::uuid for update`
  await db.$executeRaw`
    update "Task" set "status" = 'in_review'
    where "id" = ${taskId}::uuid and "status" = 'open' and ${limit} <= (
      select count(distinct "annotatorId") from "Skip" where "taskId" = ${taskId}::uuid and "reason" <> 'later')`
}
