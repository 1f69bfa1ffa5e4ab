import { createHash } from 'node:crypto'
import { AppError, type Demonstration } from '@plackett/contracts'
import type { Scope } from '../scope/scope.ts'
import { viewDemonstration } from './view-demonstration.ts'

export interface DemonstrationSubmission {
  authorId: string
  idempotencyKey: string
  inputHash: string
}

/** What was stored under the key, or null; IDEMPOTENCY_KEY_REUSED where it says something else. */
export async function findDemonstrationByKey(
  scope: Scope,
  { authorId, idempotencyKey, inputHash }: DemonstrationSubmission,
): Promise<Demonstration | null> {
  const row = await scope.db.demonstration.findUnique({
    where: { authorId_idempotencyKey: { authorId, idempotencyKey } },
  })
  if (row === null) return null
  if (row.inputHash !== inputHash) throw new AppError('IDEMPOTENCY_KEY_REUSED')
  return viewDemonstration(scope, row)
}

/** SHA-256 of what a submission says; the time worked may be measured again before a retry. */
export function hashOfDemonstration(about: unknown, text: string): string {
  return createHash('sha256')
    .update(JSON.stringify([about, text]))
    .digest('hex')
}
