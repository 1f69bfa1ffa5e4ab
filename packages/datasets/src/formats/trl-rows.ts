import { type Message, messagesOf, type RankingRecord } from '@plackett/contracts'

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

/**
 * The strict pairs of a ranking, best first, each pair of texts once. A tie gives no row, nor do two completions with
 * the same text.
 */
export function trlPreferencesOf(record: RankingRecord): TrlPreference[] {
  const rows = new Map<string, TrlPreference>()
  for (const [chosen, rejected] of strictPairs(record)) {
    const key = JSON.stringify([chosen.text, rejected.text])
    if (chosen.text !== rejected.text && !rows.has(key)) rows.set(key, rowOf(record, chosen, rejected))
  }
  return [...rows.values()]
}

type Completion = RankingRecord['completions'][number]

function* strictPairs({ completions, ranks }: RankingRecord): Generator<[Completion, Completion]> {
  const byRank = completions.map((completion, index) => ({ completion, rank: ranks[index]! }))
  byRank.sort((a, b) => a.rank - b.rank)
  for (const [index, better] of byRank.entries()) {
    for (const worse of byRank.slice(index + 1)) {
      if (better.rank < worse.rank) yield [better.completion, worse.completion]
    }
  }
}

function rowOf(record: RankingRecord, chosen: Completion, rejected: Completion): TrlPreference {
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
