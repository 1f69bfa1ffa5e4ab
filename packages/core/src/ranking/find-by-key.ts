import { AppError, type Ranking } from '@plackett/contracts'
import type { Scope } from '../scope/scope.ts'
import { rankingOf, withRanks } from './ranking-of.ts'

export interface Submission {
  annotatorId: string
  idempotencyKey: string
  inputHash: string
}

/** The ranking that was stored under the key, or null; IDEMPOTENCY_KEY_REUSED where it says something else. */
export async function findByKey(
  { db }: Scope,
  { annotatorId, idempotencyKey, inputHash }: Submission,
): Promise<Ranking | null> {
  const row = await db.ranking.findUnique({
    where: { annotatorId_idempotencyKey: { annotatorId, idempotencyKey } },
    include: withRanks,
  })
  if (row === null) return null
  if (row.inputHash !== inputHash) throw new AppError('IDEMPOTENCY_KEY_REUSED')
  return rankingOf(row)
}
