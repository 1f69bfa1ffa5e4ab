import type { Project, UpdateProjectInput } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import type { Scope } from '../scope/scope.ts'
import { projectOf } from './project-of.ts'

/** Changes what is given and keeps the rest. A new overlap counts for tasks imported from then on. */
export async function updateProject(scope: Scope, { projectId, ...changes }: UpdateProjectInput): Promise<Project> {
  await authorize(scope, 'project:update', { projectId })
  return projectOf(await scope.db.project.update({ where: { id: projectId }, data: changes }))
}
