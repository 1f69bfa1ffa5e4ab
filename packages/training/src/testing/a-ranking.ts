import type { RankingRecord } from '@plackett/contracts'

/** A ranking with what matters to a test: texts from best to worst unless ranks are given. */
export function aRanking(texts: string[], more: Partial<RankingRecord> = {}): RankingRecord {
  return {
    prompt: 'prompt',
    completions: texts.map((text) => ({ text })),
    ranks: texts.map((_, at) => at + 1),
    ...more,
  }
}
