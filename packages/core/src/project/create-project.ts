import type { CreateProjectInput, Project } from '@plackett/contracts'
import { requireInstallationOwner } from '../access/require-installation-owner.ts'
import type { Scope } from '../scope/scope.ts'
import { projectOf } from './project-of.ts'

/** A new labelling effort, whose first member is who makes it. */
export async function createProject(scope: Scope, input: CreateProjectInput): Promise<Project> {
  requireInstallationOwner(scope)
  const now = scope.now()
  const row = await scope.db.project.create({
    data: {
      id: scope.newId(),
      ...input,
      createdAt: now,
      ...(scope.actor.kind === 'person' && {
        memberships: { create: { userId: scope.actor.userId, role: 'owner', createdAt: now } },
      }),
    },
  })
  return projectOf(row)
}
