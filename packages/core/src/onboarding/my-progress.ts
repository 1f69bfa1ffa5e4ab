import { onboardingSettings } from '@plackett/contracts'
import type { Database } from '../scope/scope.ts'
import { type LessonRow, withTexts } from './lesson-texts.ts'

/** Where an annotator stands in the onboarding of a project. */
export interface OnboardingProgress {
  settings: ReturnType<typeof onboardingSettings.parse>
  tutorials: LessonRow[]
  quizzes: LessonRow[]
  /** Answers of the tutorial, and of the quiz attempt that is open. */
  answered: Map<string, number>
  /** The quiz attempt that is open, from 1. */
  attempt: number
  lastResult: { share: number; hasPassed: boolean } | null
}

export async function myProgress(
  db: Database,
  { projectId, annotatorId }: { projectId: string; annotatorId: string },
): Promise<OnboardingProgress> {
  const [project, lessons, results] = await Promise.all([
    db.project.findUniqueOrThrow({ where: { id: projectId }, select: { onboarding: true } }),
    db.lesson.findMany({ where: { projectId, removedAt: null }, include: withTexts, orderBy: { id: 'asc' } }),
    db.quizResult.findMany({ where: { projectId, annotatorId }, orderBy: { attempt: 'desc' } }),
  ])
  const [last] = results
  const attempt = (last?.attempt ?? 0) + 1
  const answers = await db.lessonAnswer.findMany({
    where: { annotatorId, lessonId: { in: lessons.map(({ id }) => id) }, attempt: { in: [0, attempt] } },
  })
  return {
    settings: onboardingSettings.parse(project.onboarding),
    tutorials: lessons.filter(({ stage }) => stage === 'tutorial'),
    quizzes: lessons.filter(({ stage }) => stage === 'quiz'),
    answered: new Map(answers.map(({ lessonId, share }) => [lessonId, share])),
    attempt,
    lastResult: last ? { share: last.share, hasPassed: last.hasPassed } : null,
  }
}
