import type { Ranks } from '../comparisons/comparisons-of.ts'
import { pairAgreement } from './pair-agreement.ts'
import { pairAlpha } from './pair-alpha.ts'
import { pairVotes } from './pair-votes.ts'
import { rankAlpha } from './rank-alpha.ts'

/** The current ranking of a task by one annotator: rank by completion id, 1 is best, equal is a tie. */
export interface AnnotatorRanking {
  annotator: string
  ranks: ReadonlyMap<string, number> | Readonly<Record<string, number>>
}

export interface HumanAgreement {
  /** Share of `pairs` on which the two annotators prefer the same completion. */
  pairAgreement: number
  /** Pairs of completions that two annotators both decided, counted once for each two annotators. */
  pairs: number
  /** Tasks ranked by two annotators or more. */
  tasks: number
  /** Annotators with such a task. */
  annotators: number
  /** Krippendorff's α over pairs (see pairAlpha); null where undefined. */
  alpha: number | null
  /** Krippendorff's α over mid-ranks (see rankAlpha); null where undefined. */
  rankAlpha: number | null
}

/**
 * How far annotators who ranked the same tasks agree; null where no two of them decided the same pair.
 * Of several rankings of a task by one annotator the last counts.
 */
export function humanAgreement(tasks: Iterable<{ rankings: readonly AnnotatorRanking[] }>): HumanAgreement | null {
  const annotators = new Set<string>()
  const shared: Ranks[][] = []
  for (const { rankings } of tasks) {
    const latest = new Map(rankings.map(({ annotator, ranks }) => [annotator, ranks]))
    if (latest.size < 2) continue
    for (const annotator of latest.keys()) annotators.add(annotator)
    shared.push(aligned([...latest.values()]))
  }
  const votes = shared.flatMap(pairVotes)
  const { share, pairs } = pairAgreement(votes)
  if (share === null) return null
  return {
    pairAgreement: share,
    pairs,
    tasks: shared.length,
    annotators: annotators.size,
    alpha: pairAlpha(votes),
    rankAlpha: rankAlpha(shared),
  }
}

/** Rankings of one task over the same list of completions; what one left out is unplaced there. */
function aligned(rankings: AnnotatorRanking['ranks'][]): Ranks[] {
  const maps = rankings.map((ranks) => (ranks instanceof Map ? ranks : new Map(Object.entries(ranks))))
  const completions = [...new Set(maps.flatMap((ranks) => [...ranks.keys()]))]
  return maps.map((ranks) => completions.map((completion) => ranks.get(completion) ?? null))
}
