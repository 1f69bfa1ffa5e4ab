import { type AnswerLessonInput, AppError, type LessonFeedback, labelSettings, type Tiers } from '@plackett/contracts'
import { scoreGold } from '@plackett/preference'
import { loadFor } from '../access/load-for.ts'
import { requirePerson } from '../access/require-person.ts'
import { ranksOf } from '../ranking/ranks-of.ts'
import { requireRankable } from '../ranking/require-rankable.ts'
import { inTransaction } from '../scope/in-transaction.ts'
import type { Scope } from '../scope/scope.ts'
import { textsOf, withTexts } from './lesson-texts.ts'
import { myProgress, type OnboardingProgress } from './my-progress.ts'

/**
 * Takes an answer to a lesson, once for each attempt: the first one counts, and sending another gives its outcome again. A
 * tutorial answers with what is right and why, the last lesson of a quiz with how it went. Throws QUIZ_NOT_OPEN.
 */
export async function answerLesson(scope: Scope, input: AnswerLessonInput): Promise<LessonFeedback> {
  const load = scope.db.lesson.findUnique({ where: { id: input.lessonId, removedAt: null }, include: withTexts })
  const lesson = await loadFor(scope, 'assignment:take', { load, missing: new AppError('LESSON_NOT_FOUND') })
  const { userId: annotatorId } = requirePerson(scope)
  const { completions, tiers: right } = textsOf(lesson)
  const shown = completions.map(({ id }) => id)
  requireRankable(input.tiers, { shown, settings: labelSettings.parse({}) })
  const attempt = lesson.stage === 'tutorial' ? 0 : input.attempt
  const share = shareOf(right, input.tiers, shown)
  return inTransaction(scope, async (scope) => {
    const { db, now } = scope
    await oneAtATime(scope, lesson.projectId, annotatorId)
    const key = { lessonId: lesson.id, annotatorId, attempt }
    const known = await db.lessonAnswer.findUnique({ where: { lessonId_annotatorId_attempt: key } })
    if (known === null) {
      requireOpen(await myProgress(db, { projectId: lesson.projectId, annotatorId }), { ...lesson, attempt })
      await db.lessonAnswer.create({ data: { ...key, tiers: input.tiers, share, createdAt: now() } })
    }
    if (lesson.stage === 'tutorial') {
      const explanation = lesson.explanation
      return { right: { tiers: right, explanation, share: known?.share ?? share }, result: null }
    }
    return { right: null, result: await resultOf(scope, { projectId: lesson.projectId, annotatorId, attempt }) }
  })
}

/** Of the right answer's strict pairs, the share that the answer puts in the same order; 1 where the right answer ties all. */
function shareOf(right: Tiers, answer: Tiers, ids: string[]): number {
  const [rightRanks, ranks] = [ranksOf(right), ranksOf(answer)]
  const of = (all: Map<string, number>) => ids.map((id) => all.get(id)!)
  return scoreGold(of(rightRanks), of(ranks)).score ?? 1
}

/** Two tabs of one person wait for each other, so that the last answer knows that it is. */
async function oneAtATime({ db }: Scope, projectId: string, annotatorId: string): Promise<void> {
  await db.$executeRaw`select pg_advisory_xact_lock(hashtext(${`onboarding ${projectId} ${annotatorId}`}))`
}

function requireOpen(progress: OnboardingProgress, lesson: { stage: 'tutorial' | 'quiz'; attempt: number }): void {
  if (lesson.stage === 'tutorial') return
  const { attempt, settings, lastResult } = progress
  if (lastResult?.hasPassed) throw new AppError('QUIZ_NOT_OPEN', { problem: 'the quiz is passed' })
  if (attempt > settings.attempts) throw new AppError('QUIZ_NOT_OPEN', { problem: 'no attempt is left' })
  if (lesson.attempt !== attempt) throw new AppError('QUIZ_NOT_OPEN', { problem: `attempt ${attempt} is open` })
}

interface Attempt {
  projectId: string
  annotatorId: string
  attempt: number
}

/** The result of an attempt: the one stored, or a new one once every lesson of the quiz is answered; null before. */
async function resultOf({ db, now }: Scope, key: Attempt): Promise<LessonFeedback['result']> {
  const stored = await db.quizResult.findUnique({ where: { projectId_annotatorId_attempt: key } })
  if (stored) return { share: stored.share, hasPassed: stored.hasPassed }
  const { quizzes, answered, settings } = await myProgress(db, key)
  const shares = quizzes.flatMap(({ id }) => answered.get(id) ?? [])
  if (shares.length < quizzes.length) return null
  const share = shares.reduce((sum, one) => sum + one, 0) / shares.length
  // A share that is the wanted one but for the rounding of its sum has passed.
  const hasPassed = share >= settings.passShare - 1e-9
  await db.quizResult.create({ data: { ...key, share, hasPassed, createdAt: now() } })
  return { share, hasPassed }
}
