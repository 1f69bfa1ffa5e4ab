/** Tiers of completion ids from best to worst, out of ranks by id. */
export function tiersOfRanks(ranks: Record<string, number>): string[][] {
  const tiers = new Map<number, string[]>()
  for (const [id, rank] of Object.entries(ranks)) tiers.set(rank, [...(tiers.get(rank) ?? []), id])
  return [...tiers].toSorted(([a], [b]) => a - b).map(([, ids]) => ids)
}
