import { createHash } from 'node:crypto'
import type { RankingRecord, RewardTrainingConfig } from '@plackett/contracts'

/** Stands for everything that decides the numbers of a run: what it learns from, how, and what it starts from. */
export function fingerprintOf(train: readonly RankingRecord[], config: RewardTrainingConfig, identity = ''): string {
  const hash = createHash('sha256')
    .update(JSON.stringify(Object.entries(config).sort()))
    .update(identity)
  for (const record of train) hash.update('\n').update(JSON.stringify(record))
  return hash.digest('hex')
}
