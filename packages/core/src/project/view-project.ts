import type { MemberProject, ProjectReference } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import type { Scope } from '../scope/scope.ts'
import { projectOf } from './project-of.ts'

/** The project, with the actor's role in it and the version of the guidelines that they ranked under last. */
export async function viewProject(scope: Scope, { projectId }: ProjectReference): Promise<MemberProject> {
  const role = await authorize(scope, 'project:view', { projectId })
  const project = projectOf(await scope.db.project.findUniqueOrThrow({ where: { id: projectId } }))
  return { ...project, role, rankedUnderGuidelines: await lastVersion(scope, projectId) }
}

/** Ranking_annotatorId_projectId_createdAt_idx. */
async function lastVersion({ db, actor }: Scope, projectId: string): Promise<number | null> {
  if (actor.kind !== 'person') return null
  const last = await db.ranking.findFirst({
    where: { annotatorId: actor.userId, projectId },
    orderBy: { createdAt: 'desc' },
    select: { guidelinesVersion: true },
  })
  // Rankings from before there were versions were given under what is version 1 now.
  return last && (last.guidelinesVersion ?? 1)
}
