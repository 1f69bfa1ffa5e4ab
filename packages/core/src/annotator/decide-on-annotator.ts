import { AppError, type DecideInput } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import type { Scope } from '../scope/scope.ts'

/** Writes down a decision about somebody who ranks, or ranked, in the project; it holds from now on. */
export async function decideOnAnnotator(scope: Scope, input: DecideInput): Promise<void> {
  await authorize(scope, 'annotator:decide', input)
  const { db, actor } = scope
  const { projectId, annotatorId } = input
  const known = await db.user.count({
    where: { id: annotatorId, OR: [{ memberships: { some: { projectId } } }, { rankings: { some: { projectId } } }] },
  })
  if (known === 0) throw new AppError('MEMBER_NOT_FOUND')
  await db.annotatorDecision.create({
    data: {
      id: scope.newId(),
      ...input,
      createdById: actor.kind === 'person' ? actor.userId : actor.kind,
      createdAt: scope.now(),
    },
  })
}
