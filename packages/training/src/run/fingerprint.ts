import { createHash } from 'node:crypto'
import type { RankingRecord, RewardTrainingConfig } from '@plackett/contracts'

/** Stands for everything that decides the numbers of a run: what it learns from, and how. */
export function fingerprintOf(train: readonly RankingRecord[], config: RewardTrainingConfig): string {
  const hash = createHash('sha256').update(JSON.stringify(Object.entries(config).sort()))
  for (const record of train) hash.update('\n').update(JSON.stringify(record))
  return hash.digest('hex')
}
