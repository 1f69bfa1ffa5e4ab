import type { Assignment, Message, NextTask, NextTaskInput } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import { requirePerson } from '../access/require-person.ts'
import { databaseErrorOf } from '../scope/database-error.ts'
import type { Scope } from '../scope/scope.ts'
import { leaseEnd } from './lease-end.ts'
import { type LeasedAssignment, type LeaseWish, leaseNextAssignment } from './lease-next-assignment.ts'
import { whyNoTask } from './why-no-task.ts'

/** Leases the next task to the annotator, or says why there is none. */
export async function nextTask(scope: Scope, { projectId, holding }: NextTaskInput): Promise<NextTask> {
  await authorize(scope, 'assignment:take', { projectId })
  const { userId: annotatorId } = requirePerson(scope)
  const wish = { projectId, annotatorId, holding, now: scope.now(), leasedUntil: await leaseEnd(scope, projectId) }
  const leased = await lease(scope, wish)
  if (leased === null) return { kind: 'none', reason: await whyNoTask(scope.db, wish) }
  return { kind: 'task', assignment: await shownAssignment(scope, projectId, leased) }
}

/**
 * Two requests of one annotator at the same moment can pick two slots of one task; the unique key on task and annotator
 * lets only one of them, and the other picks anew: then it finds what the first one took.
 */
async function lease(scope: Scope, wish: LeaseWish, tries = 5): Promise<LeasedAssignment | null> {
  try {
    return await leaseNextAssignment(scope.db, wish)
  } catch (error) {
    if (tries === 1 || databaseErrorOf(error) !== 'unique_violation') throw error
    return lease(scope, wish, tries - 1)
  }
}

/** The task as the annotator sees it: texts in the order drawn, and nothing else about them. */
async function shownAssignment(
  { db }: Scope,
  projectId: string,
  { id, taskId, shownOrder, leasedUntil }: LeasedAssignment,
): Promise<Assignment> {
  const { project, prompt } = await db.task.findUniqueOrThrow({
    where: { id: taskId },
    select: {
      project: { select: { updatedAt: true } },
      prompt: { select: { messages: true, completions: { select: { id: true, text: true } } } },
    },
  })
  const completions = new Map(prompt.completions.map((completion) => [completion.id, completion]))
  return {
    id,
    taskId,
    projectId,
    prompt: prompt.messages as unknown as Message[],
    completions: shownOrder.map((completionId) => completions.get(completionId)!),
    leasedUntil,
    projectUpdatedAt: project.updatedAt,
  }
}
