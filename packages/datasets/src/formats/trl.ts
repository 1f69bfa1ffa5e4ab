import type { RankingRecord } from '@plackett/contracts'
import type { Loss } from '../loss.ts'
import { eachRow, type Format } from './format.ts'
import { noteTies } from './strict-pairs.ts'
import { parseTrlPreference } from './trl-preference.ts'
import { trlPreferencesOf } from './trl-rows.ts'

/** TRL preference datasets: RewardTrainer, DPOTrainer and all that read the same columns. */
export const trl = {
  title: 'TRL preference rows (prompt, chosen, rejected)',
  container: 'json',
  read: eachRow((row) => [parseTrlPreference(row)]),
  write(record: RankingRecord, loss: Loss) {
    noteTies(record, loss)
    return trlPreferencesOf(record)
  },
} satisfies Format
