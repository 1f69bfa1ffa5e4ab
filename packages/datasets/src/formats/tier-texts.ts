import type { RankingRecord } from '@plackett/contracts'

export interface TierTexts {
  /** The different texts of the first tier. */
  best: string[]
  /** Those of the last one, where there are two tiers or more. */
  worst: string[]
  /** How many completions are in the tiers between. */
  between: number
}

/** The ends of a ranking. A text that stands in both says nothing and is in neither. */
export function tierTexts({ completions, ranks }: RankingRecord): TierTexts {
  const [first, last] = [Math.min(...ranks), Math.max(...ranks)]
  const textsAt = (rank: number) => new Set(completions.filter((_, at) => ranks[at] === rank).map(({ text }) => text))
  const best = textsAt(first)
  const worst = first === last ? new Set<string>() : textsAt(last)
  return {
    best: [...best].filter((text) => !worst.has(text)),
    worst: [...worst].filter((text) => !best.has(text)),
    between: ranks.filter((rank) => rank !== first && rank !== last).length,
  }
}
