import { type OnboardingOverview, onboardingSettings, type ProjectReference } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import type { Scope } from '../scope/scope.ts'
import { firstLineOf, textsOf, withTexts } from './lesson-texts.ts'

const latestResults = 200

/** The onboarding as engineers see it: its settings, its lessons with how they are answered, and the latest results. */
export async function viewOnboarding(scope: Scope, { projectId }: ProjectReference): Promise<OnboardingOverview> {
  await authorize(scope, 'project:update', { projectId })
  const { db } = scope
  const [project, rows, answers, results] = await Promise.all([
    db.project.findUniqueOrThrow({ where: { id: projectId }, select: { onboarding: true } }),
    db.lesson.findMany({ where: { projectId, removedAt: null }, include: withTexts, orderBy: { id: 'asc' } }),
    db.lessonAnswer.groupBy({
      by: ['lessonId'],
      where: { lesson: { projectId } },
      _count: true,
      _avg: { share: true },
    }),
    db.quizResult.findMany({
      where: { projectId },
      include: { annotator: { select: { name: true } } },
      orderBy: { createdAt: 'desc' },
      take: latestResults,
    }),
  ])
  const answered = new Map(answers.map(({ lessonId, _count, _avg }) => [lessonId, { _count, share: _avg.share }]))
  return {
    settings: onboardingSettings.parse(project.onboarding),
    lessons: rows.map((row) => {
      const { prompt, ...texts } = textsOf(row)
      const { id, taskId, stage, explanation, createdAt } = row
      const { _count: count = 0, share = null } = answered.get(id) ?? {}
      return {
        id,
        taskId,
        stage,
        explanation,
        createdAt,
        ...texts,
        firstLine: firstLineOf(prompt),
        answers: count,
        meanShare: share,
      }
    }),
    results: results.map(({ annotator, ...result }) => ({ ...result, annotator: annotator.name })),
  }
}
