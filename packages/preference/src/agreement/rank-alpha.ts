import type { Ranks } from '../comparisons/comparisons-of.ts'
import { type AlphaSample, TaskKinds } from './alpha-sample.ts'
import { coincidences } from './coincidences.ts'
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

/** The mid-ranks by task, ready for an interval over tasks. */
export function rankAlphaSample(
  tasks: readonly (readonly Ranks[])[],
  level: 'interval' | 'ordinal' = 'interval',
): AlphaSample {
  const units = tasks.map(rankUnits)
  const values = [...new Set(units.flat(2))].sort((a, b) => a - b)
  const kinds = new TaskKinds()
  for (const task of units) {
    const counts = task.map((unit) => values.map((value) => unit.filter((rank) => rank === value).length))
    kinds.add(coincidences(counts, values.length))
  }
  return { values, level, kinds: kinds.all() }
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
