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
    const mid = midRanks(ranks.filter((rank) => rank !== null))
    let at = 0
    for (const [item, rank] of ranks.entries()) if (rank !== null) units[item]!.push(mid[at++]!)
  }
  return units
}
