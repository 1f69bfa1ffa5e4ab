import type { Project, ProjectReference, Role } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import type { Scope } from '../scope/scope.ts'
import { projectOf } from './project-of.ts'

/** The project, and the actor's role in it. */
export async function viewProject(scope: Scope, { projectId }: ProjectReference): Promise<Project & { role: Role }> {
  const role = await authorize(scope, 'project:view', { projectId })
  return { ...projectOf(await scope.db.project.findUniqueOrThrow({ where: { id: projectId } })), role }
}
