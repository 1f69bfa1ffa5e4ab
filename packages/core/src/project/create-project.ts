import type { CreateProjectInput, Project } from '@plackett/contracts'
import { requireInstallationOwner } from '../access/require-installation-owner.ts'
import { insertGuidelines } from '../guidelines/insert-guidelines.ts'
import { inTransaction } from '../scope/in-transaction.ts'
import type { Scope } from '../scope/scope.ts'
import { projectOf } from './project-of.ts'

/** A new labelling effort, whose first member is who makes it. */
export async function createProject(scope: Scope, input: CreateProjectInput): Promise<Project> {
  requireInstallationOwner(scope)
  const createdAt = scope.now()
  return inTransaction(scope, async (scope) => {
    const row = await scope.db.project.create({
      data: {
        id: scope.newId(),
        ...input,
        createdAt,
        ...(scope.actor.kind === 'person' && {
          memberships: { create: { userId: scope.actor.userId, role: 'owner', createdAt } },
        }),
      },
    })
    await insertGuidelines(scope, { projectId: row.id, version: 1, text: input.guidelines, createdAt })
    return projectOf(row)
  })
}
