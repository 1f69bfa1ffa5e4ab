import { AppError, type LessonReference } from '@plackett/contracts'
import { loadFor } from '../access/load-for.ts'
import type { Scope } from '../scope/scope.ts'

/** Takes a lesson out of the onboarding. Its answers stay, and so does the pause of its task. */
export async function removeLesson(scope: Scope, { lessonId }: LessonReference): Promise<void> {
  const load = scope.db.lesson.findUnique({ where: { id: lessonId } })
  await loadFor(scope, 'project:update', { load, missing: new AppError('LESSON_NOT_FOUND') })
  await scope.db.lesson.updateMany({ where: { id: lessonId, removedAt: null }, data: { removedAt: scope.now() } })
}
