/** Ranks of items given from best to worst in tiers; a tier of two after one item has rank 2, and the next rank is 4. */
export function tiersToRanks<Item>(tiers: readonly (readonly Item[])[]): Map<Item, number> {
  const ranks = new Map<Item, number>()
  let rank = 1
  for (const tier of tiers) {
    for (const item of tier) ranks.set(item, rank)
    rank += tier.length
  }
  return ranks
}
