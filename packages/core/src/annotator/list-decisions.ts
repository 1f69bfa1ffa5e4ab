import type { AnnotatorReference, Decision } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import type { Scope } from '../scope/scope.ts'

/** All that was ever decided about an annotator of the project, the newest first. */
export async function listDecisions(scope: Scope, { projectId, annotatorId }: AnnotatorReference): Promise<Decision[]> {
  await authorize(scope, 'annotator:view', { projectId })
  const rows = await scope.db.annotatorDecision.findMany({
    where: { projectId, annotatorId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  })
  const people = await scope.db.user.findMany({
    where: { id: { in: rows.flatMap(({ createdById }) => (createdById ? [createdById] : [])) } },
    select: { id: true, name: true },
  })
  const nameOf = new Map(people.map(({ id, name }) => [id, name]))
  return rows.map(({ createdById, ...row }) => ({
    ...row,
    decidedBy: createdById === null ? null : (nameOf.get(createdById) ?? createdById),
  }))
}
