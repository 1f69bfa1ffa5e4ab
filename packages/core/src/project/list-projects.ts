import { AppError, type ProjectSummary } from '@plackett/contracts'
import type { Scope } from '../scope/scope.ts'
import { projectSummaries } from './project-summaries.ts'

/** The actor's projects, the newest first: for the installation's owner all of them. */
export async function listProjects({ db, actor }: Scope): Promise<ProjectSummary[]> {
  if (actor.kind === 'anonymous') throw new AppError('UNAUTHENTICATED')
  return projectSummaries(db, actor.kind === 'automation' || actor.isOwner ? 'all' : { memberId: actor.userId })
}
