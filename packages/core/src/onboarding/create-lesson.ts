import { AppError, type CreateLessonInput, type Lesson, labelSettings } from '@plackett/contracts'
import { loadFor } from '../access/load-for.ts'
import { requireRankable } from '../ranking/require-rankable.ts'
import { idOfActor } from '../scope/actor.ts'
import { databaseErrorOf } from '../scope/database-error.ts'
import { inTransaction } from '../scope/in-transaction.ts'
import type { Scope } from '../scope/scope.ts'
import { firstLineOf, textsOf, withTexts } from './lesson-texts.ts'

/**
 * Makes a task a lesson of the tutorial or the quiz. It leaves the queue: who learnt its answer must not rank it afterwards.
 * Throws LESSON_EXISTS, and RANKING_DOES_NOT_MATCH_TASK for an order that is not of its completions.
 */
export async function createLesson(scope: Scope, input: CreateLessonInput): Promise<Lesson> {
  const { taskId, stage, tiers, explanation } = input
  const load = scope.db.task.findUnique({
    where: { id: taskId },
    include: { prompt: { include: { completions: { select: { id: true } } } } },
  })
  const task = await loadFor(scope, 'project:update', { load, missing: new AppError('TASK_NOT_FOUND') })
  const shown = task.prompt.completions.map(({ id }) => id)
  // The right answer may tie whatever the project allows, and places everything.
  requireRankable(tiers, { shown, settings: labelSettings.parse({}) })
  return inTransaction(scope, async ({ db, newId, now, actor }) => {
    const data = { id: newId(), projectId: task.projectId, taskId, stage, tiers, explanation }
    const row = await db.lesson
      .create({ data: { ...data, createdById: idOfActor(actor), createdAt: now() }, include: withTexts })
      .catch((error: unknown) => {
        throw databaseErrorOf(error) === 'unique_violation' ? new AppError('LESSON_EXISTS') : error
      })
    await db.task.updateMany({ where: { id: taskId, status: 'open' }, data: { status: 'paused' } })
    const { prompt, completions } = textsOf(row)
    const { id, createdAt } = row
    const texts = { firstLine: firstLineOf(prompt), completions }
    return { id, taskId, stage, tiers, explanation, ...texts, answers: 0, meanShare: null, createdAt }
  })
}
