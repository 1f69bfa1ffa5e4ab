import { type Message, messagesOf, type RankingRecord } from '@plackett/contracts'
import { type StrictPair, strictPairsOf } from './strict-pairs.ts'

/**
 * A row of a TRL preference dataset, conversational with an explicit prompt. The further columns are always there and
 * always texts, empty where nothing is known: `datasets` infers the columns of a JSON file from its first block, and
 * a column that is missing or null there makes a later block unreadable. TRL's trainers ignore columns that they do
 * not know. There is no `margin`: RewardTrainer would put it into the loss unasked.
 */
export interface TrlPreference {
  prompt: Message[]
  chosen: Message[]
  rejected: Message[]
  id: string
  group: string
  annotator: string
  chosen_model: string
  rejected_model: string
}

/** The strict pairs of a ranking as rows; ties and equal texts have none. */
export function trlPreferencesOf(record: RankingRecord): TrlPreference[] {
  return strictPairsOf(record).map((pair) => rowOf(record, pair))
}

function rowOf(record: RankingRecord, { chosen, rejected }: StrictPair): TrlPreference {
  return {
    prompt: messagesOf(record.prompt),
    chosen: [{ role: 'assistant', content: chosen.text }],
    rejected: [{ role: 'assistant', content: rejected.text }],
    id: record.id ?? '',
    group: record.group ?? '',
    annotator: record.annotator ?? '',
    chosen_model: chosen.model ?? '',
    rejected_model: rejected.model ?? '',
  }
}
