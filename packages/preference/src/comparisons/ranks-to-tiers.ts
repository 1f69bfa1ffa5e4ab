/** Items in tiers from best to worst; inside a tier they keep the order in which they came. */
export function ranksToTiers<Item>(ranks: Iterable<readonly [Item, number]>): Item[][] {
  const byRank = new Map<number, Item[]>()
  for (const [item, rank] of ranks) {
    const tier = byRank.get(rank)
    if (tier) tier.push(item)
    else byRank.set(rank, [item])
  }
  return [...byRank].sort(([a], [b]) => a - b).map(([, tier]) => tier)
}
