import type { CompletionRecord, RankingRecord } from '@plackett/contracts'
import type { Loss } from '../loss.ts'

/** One comparison with a winner. */
export interface StrictPair {
  chosen: CompletionRecord
  rejected: CompletionRecord
}

/**
 * The strict pairs of a ranking, best first, each pair of texts once. A tie gives none, nor do two completions with
 * the same text: a row of two equal texts prefers nothing.
 */
export function strictPairsOf({ completions, ranks }: RankingRecord): StrictPair[] {
  const texts = [...new Set(completions.map(({ text }) => text))]
  const byRank = completions.map((completion, index) => ({
    completion,
    rank: ranks[index]!,
    text: texts.indexOf(completion.text),
  }))
  byRank.sort((a, b) => a.rank - b.rank)
  const pairs = new Map<string, StrictPair>()
  for (const [index, better] of byRank.entries()) {
    for (const worse of byRank.slice(index + 1)) {
      const key = `${better.text} ${worse.text}`
      if (better.rank === worse.rank || better.text === worse.text || pairs.has(key)) continue
      pairs.set(key, { chosen: better.completion, rejected: worse.completion })
    }
  }
  return [...pairs.values()]
}

/** Notes the comparisons that a format of strict pairs has no row for. */
export function noteTies(record: RankingRecord, loss: Loss): void {
  const count = record.completions.length
  const ties = tiesOf(record)
  loss.note('a tie, for which the format has no row', ties)
  loss.note('a comparison of two equal texts', (count * (count - 1)) / 2 - ties - strictPairsOf(record).length)
}

function tiesOf({ ranks }: RankingRecord): number {
  const sizes = new Map<number, number>()
  for (const rank of ranks) sizes.set(rank, (sizes.get(rank) ?? 0) + 1)
  return [...sizes.values()].reduce((ties, size) => ties + (size * (size - 1)) / 2, 0)
}
