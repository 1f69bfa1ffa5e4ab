import type { Project, UpdateProjectInput } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import { insertGuidelines } from '../guidelines/insert-guidelines.ts'
import { inTransaction } from '../scope/in-transaction.ts'
import type { Scope } from '../scope/scope.ts'
import { projectOf } from './project-of.ts'

/**
 * Changes what is given and keeps the rest. A new overlap counts for tasks imported from then on; another text of the
 * guidelines is a new version of them.
 */
export async function updateProject(scope: Scope, { projectId, ...changes }: UpdateProjectInput): Promise<Project> {
  await authorize(scope, 'project:update', { projectId })
  return inTransaction(scope, async (scope) => {
    const guidelinesVersion = await versionAfter(scope, { projectId, text: changes.guidelines })
    const data = { ...changes, guidelinesVersion, updatedAt: scope.now() }
    return projectOf(await scope.db.project.update({ where: { id: projectId }, data }))
  })
}

/** The project's row stays locked while the version is counted up: of two changes at once the second waits. */
async function versionAfter(
  scope: Scope,
  { projectId, text }: { projectId: string; text: string | undefined },
): Promise<number> {
  await scope.db.$queryRaw`select 1 from "Project" where "id" = ${projectId}::uuid for update`
  const { guidelines, guidelinesVersion } = await scope.db.project.findUniqueOrThrow({
    where: { id: projectId },
    select: { guidelines: true, guidelinesVersion: true },
  })
  if (text === undefined || text === guidelines) return guidelinesVersion
  const version = guidelinesVersion + 1
  await insertGuidelines(scope, { projectId, version, text, createdAt: scope.now() })
  return version
}
