import { createHash } from 'node:crypto'
import type { MyOnboarding, ProjectReference, ShownLesson } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import { requirePerson } from '../access/require-person.ts'
import type { Scope } from '../scope/scope.ts'
import { type LessonRow, textsOf } from './lesson-texts.ts'
import { myProgress, type OnboardingProgress } from './my-progress.ts'

/** Where one stands in the onboarding, and the lesson to answer next: first the tutorial, then the quiz. No right answer is in it. */
export async function viewMyOnboarding(scope: Scope, { projectId }: ProjectReference): Promise<MyOnboarding> {
  await authorize(scope, 'assignment:take', { projectId })
  const { userId: annotatorId } = requirePerson(scope)
  const progress = await myProgress(scope.db, { projectId, annotatorId })
  const { settings, tutorials, quizzes, attempt, lastResult } = progress
  return {
    ...settings,
    hasPassed: lastResult?.hasPassed ?? false,
    tutorials: tutorials.length,
    quizzes: quizzes.length,
    attempt,
    lastResult,
    next: nextLesson(progress, annotatorId),
  }
}

function nextLesson(progress: OnboardingProgress, annotatorId: string): ShownLesson | null {
  const { tutorials, quizzes, answered, attempt, settings, lastResult } = progress
  const isQuizOpen = !lastResult?.hasPassed && attempt <= settings.attempts
  for (const lessons of [tutorials, isQuizOpen ? quizzes : []]) {
    const at = lessons.findIndex(({ id }) => !answered.has(id))
    if (at !== -1)
      return shownLesson(lessons[at]!, { number: at + 1, of: lessons.length, seed: `${annotatorId}${attempt}` })
  }
  return null
}

/** The completions in an order of the person's own and of the attempt's, so that places cannot be learnt by heart. */
function shownLesson(row: LessonRow, { seed, ...place }: { number: number; of: number; seed: string }): ShownLesson {
  const { prompt, completions } = textsOf(row)
  const drawn = (id: string) =>
    createHash('sha256')
      .update(id + seed)
      .digest('hex')
  const inOrder = completions.toSorted((a, b) => (drawn(a.id) < drawn(b.id) ? -1 : 1))
  return { id: row.id, stage: row.stage, prompt, completions: inOrder, ...place }
}
