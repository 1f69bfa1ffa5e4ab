import type { Ranks } from '../comparisons/comparisons-of.ts'
import { krippendorffAlpha } from './krippendorff-alpha.ts'
import { midRanks } from './mid-ranks.ts'

/**
 * Krippendorff's α with (task, completion) as the unit and the completion's mid-rank in a ranking as the value.
 * Mid-ranks are taken among the completions that the annotator placed.
 */
export function rankAlpha(
  tasks: readonly (readonly Ranks[])[],
  level: 'interval' | 'ordinal' = 'interval',
): number | null {
  return krippendorffAlpha(tasks.flatMap(rankUnits), level)
}

/** The mid-ranks that each completion of a task was given, by completion. */
export function rankUnits(rankings: readonly Ranks[]): number[][] {
  const units: number[][] = Array.from({ length: rankings[0]?.length ?? 0 }, () => [])
  for (const ranks of rankings) {
    const placed = ranks.flatMap((rank, item) => (rank === null ? [] : [{ rank, item }]))
    const mid = midRanks(placed.map(({ rank }) => rank))
    for (const [at, { item }] of placed.entries()) units[item]!.push(mid[at]!)
  }
  return units
}
