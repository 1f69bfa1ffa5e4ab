import type { CompletionLabels } from '@plackett/contracts'
import type { SystemScope } from '../scope/scope.ts'
import { hashOfDemonstration } from './find-demonstration-by-key.ts'
import { lockDemonstration } from './lock-demonstration.ts'

export interface Corrections {
  assignment: { id: string; projectId: string; taskId: string }
  rankingId: string
  authorId: string
  /** Of the ranking. */
  idempotencyKey: string
  labels: CompletionLabels[]
  createdAt: Date
}

/**
 * Makes a demonstration of each completion that an answer corrects; it waits for review. The same correction in a revision
 * of the answer is no other one, a different one is its next revision. Call it in the transaction that stores the ranking.
 */
export async function insertCorrections(scope: SystemScope, corrections: Corrections): Promise<void> {
  const { assignment, labels } = corrections
  const edited = labels.flatMap(({ completionId, editedText }) =>
    editedText === undefined ? [] : [{ completionId, text: editedText }],
  )
  if (edited.length === 0) return
  const { promptId } = await scope.db.task.findUniqueOrThrow({
    where: { id: assignment.taskId },
    select: { promptId: true },
  })
  for (const correction of edited) await insertCorrection(scope, { ...corrections, ...correction, promptId })
}

interface Correction extends Corrections {
  promptId: string
  completionId: string
  text: string
}

async function insertCorrection({ db, newId }: SystemScope, correction: Correction): Promise<void> {
  const { assignment, rankingId, authorId, promptId, completionId, text, createdAt } = correction
  const earlier = await db.demonstration.findFirst({
    where: { completionId, ranking: { assignmentId: assignment.id } },
    orderBy: { revision: 'desc' },
  })
  if (earlier?.text === text) return
  const id = newId()
  const originId = earlier?.originId ?? id
  const revision = earlier ? (await lockDemonstration(db, originId)).revision + 1 : 1
  await db.demonstration.create({
    data: {
      ...{ id, originId, revision, authorId, promptId, completionId, rankingId, text, createdAt },
      projectId: assignment.projectId,
      // The answer's own key and time are the ranking's; this is one part of it.
      idempotencyKey: `${correction.idempotencyKey}/${completionId}`,
      inputHash: hashOfDemonstration(completionId, text),
      activeMs: 0,
    },
  })
}
