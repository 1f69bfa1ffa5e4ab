import type { RankedRow } from './ranked-texts.ts'
import { shuffled } from './shuffled.ts'

/** One way to part the training rankings: what to learn from, and what to tell from when to stop. */
export interface Fold {
  fit: RankedRow[]
  validation: RankedRow[]
}

/** Up to here every ranking gets its turn in the validation part; beyond, one part of this many tells enough. */
const smallSet = 2_000
const largestFit = 3_000

/**
 * The folds from which to learn how to train, groups kept together: four for a small set, whose parts are too
 * small to trust one of them; one for a large set, where time counts. None where there are too few groups to part.
 */
export function foldsOf(rankings: readonly RankedRow[], seed: number): Fold[] {
  const groups = shuffled([...new Set(rankings.map(({ group }) => group))].sort(), seed, 'folds')
  const parts = Math.min(groups.length, rankings.length <= smallSet ? 4 : 5)
  if (parts < 2) return []
  const partOf = new Map(groups.map((group, at) => [group, at % parts]))
  const used = rankings.length <= smallSet ? parts : 1
  const order = shuffled(rankings, seed, 'rankings of folds')
  return Array.from({ length: used }, (_, part) => ({
    fit: order.filter(({ group }) => partOf.get(group) !== part).slice(0, largestFit),
    validation: order.filter(({ group }) => partOf.get(group) === part).slice(0, largestFit),
  }))
}
