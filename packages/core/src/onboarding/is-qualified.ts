import type { Database } from '../scope/scope.ts'

/**
 * Whether the annotator may rank: the project asks for no quiz, has none, or they passed it. One look at the project's row,
 * and only where a quiz is required one at the results.
 */
export async function isQualified(
  db: Database,
  { projectId, annotatorId }: { projectId: string; annotatorId: string },
): Promise<boolean> {
  const [row] = await db.$queryRaw<{ isQualified: boolean }[]>`
    select not coalesce((p."onboarding" ->> 'isQuizRequired')::boolean, false)
      or exists (
        select from "QuizResult" q
        where q."projectId" = p."id" and q."annotatorId" = ${annotatorId} and q."hasPassed")
      or not exists (
        select from "Lesson" l where l."projectId" = p."id" and l."stage" = 'quiz' and l."removedAt" is null)
      as "isQualified"
    from "Project" p where p."id" = ${projectId}::uuid`
  return row!.isQualified
}
