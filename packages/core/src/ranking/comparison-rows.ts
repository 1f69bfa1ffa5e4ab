import { comparisonsOf } from '@plackett/preference'

/** All pairs of a ranking; the weights of its strict ones sum to 1, so that a prompt counts once whatever its K. A strength was asked for of two only. */
export function comparisonRows(ranks: Map<string, number>, given?: number) {
  const ids = [...ranks.keys()]
  const { strict, ties } = comparisonsOf([...ranks.values()])
  return [
    ...strict.map(({ better, worse, strength }) => ({
      betterId: ids[better]!,
      worseId: ids[worse]!,
      kind: 'strict' as const,
      strength: given ?? strength,
      weight: 1 / strict.length,
    })),
    ...ties.map(([one, other]) => ({
      betterId: ids[one]!,
      worseId: ids[other]!,
      kind: 'tie' as const,
      strength: 0,
      weight: 0,
    })),
  ]
}
