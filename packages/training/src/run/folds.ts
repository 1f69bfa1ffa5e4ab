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
  const isSmall = rankings.length <= smallSet
  const parts = partsOf(rankings, isSmall ? 4 : 5, seed)
  if (parts === null) return []
  const used = isSmall ? parts.count : 1
  return Array.from({ length: used }, (_, part) => {
    const { fit, validation } = parts.fold(part)
    return { fit: fit.slice(0, largestFit), validation: validation.slice(0, largestFit) }
  })
}

/** Groups below which none is spared, and rankings. */
const fewest = { groups: 8, rankings: 100 }

/** A tenth of the groups set aside, to tell which weights were the best; null where there are too few to spare any. */
export function setAside(rankings: readonly RankedRow[], seed: number): Fold | null {
  const groups = new Set(rankings.map(({ group }) => group)).size
  if (groups < fewest.groups || rankings.length < fewest.rankings) return null
  return partsOf(rankings, 10, seed)!.fold(0)
}

function partsOf(rankings: readonly RankedRow[], wanted: number, seed: number) {
  const groups = shuffled([...new Set(rankings.map(({ group }) => group))].sort(), seed, 'folds')
  const count = Math.min(groups.length, wanted)
  if (count < 2) return null
  const partOf = new Map(groups.map((group, at) => [group, at % count]))
  const order = shuffled(rankings, seed, 'rankings of folds')
  const fold = (part: number): Fold => ({
    fit: order.filter(({ group }) => partOf.get(group) !== part),
    validation: order.filter(({ group }) => partOf.get(group) === part),
  })
  return { count, fold }
}
