import type { WeighByReliabilityInput } from '@plackett/contracts'
import { reliabilityWeight } from '@plackett/preference'
import { authorize } from '../access/authorize.ts'
import { idOfActor } from '../scope/actor.ts'
import type { Scope } from '../scope/scope.ts'
import { viewAnnotators } from './view-annotators.ts'

/** Weighs every annotator by the lower end of their reliability; returns how many weights that changed. */
export async function weighByReliability(
  scope: Scope,
  { projectId }: WeighByReliabilityInput,
): Promise<{ annotators: number }> {
  await authorize(scope, 'annotator:decide', { projectId })
  const { annotators } = await viewAnnotators(scope, { projectId })
  const changed = annotators
    .filter(({ reliability }) => reliability !== null)
    .map(({ annotatorId, reliability, weight }) => ({
      annotatorId,
      weight,
      wanted: reliabilityWeight(reliability!.low),
    }))
    .filter(({ weight, wanted }) => weight !== wanted)
  await scope.db.annotatorDecision.createMany({
    data: changed.map(({ annotatorId, wanted }) => ({
      id: scope.newId(),
      projectId,
      annotatorId,
      kind: 'weigh' as const,
      weight: wanted,
      text: 'reliability',
      createdById: idOfActor(scope.actor),
      createdAt: scope.now(),
    })),
  })
  return { annotators: changed.length }
}
