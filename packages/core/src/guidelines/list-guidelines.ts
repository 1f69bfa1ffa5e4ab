import type { GuidelinesSummary, ProjectReference } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import type { Scope } from '../scope/scope.ts'

/** The versions of a project's guidelines, the newest first, with how many rankings were given under each. */
export async function listGuidelines(
  { db, ...scope }: Scope,
  { projectId }: ProjectReference,
): Promise<GuidelinesSummary[]> {
  await authorize({ db, ...scope }, 'project:update', { projectId })
  const [versions, counts] = await Promise.all([
    db.guidelines.findMany({ where: { projectId }, orderBy: { version: 'desc' } }),
    db.ranking.groupBy({ by: ['guidelinesVersion'], where: { projectId }, _count: true }),
  ])
  const rankings = new Map(counts.map(({ guidelinesVersion, _count }) => [guidelinesVersion, _count]))
  return versions.map(({ version, createdAt, text }) => {
    return { version, createdAt, characters: text.length, rankings: rankings.get(version) ?? 0 }
  })
}
