import type { Tiers } from '@plackett/contracts'

/** Completion id to rank, 1 for the best; tied ones share the rank of the first, as in "1, 2, 2, 4". */
export function ranksOf(tiers: Tiers): Map<string, number> {
  const ranks = new Map<string, number>()
  for (const tier of tiers) {
    const rank = ranks.size + 1
    for (const id of tier) ranks.set(id, rank)
  }
  return ranks
}
