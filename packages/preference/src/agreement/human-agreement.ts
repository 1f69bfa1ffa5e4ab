import { AgreementTally, type HumanAgreement, type TaskRanking } from './agreement-tally.ts'

/** The current ranking of a task by one annotator: rank by completion id, 1 is best, equal is a tie. */
export interface AnnotatorRanking {
  annotator: string
  ranks: ReadonlyMap<string, number> | Readonly<Record<string, number>>
}

/**
 * How far annotators who ranked the same tasks agree; null where no two of them decided the same pair.
 * Of several rankings of a task by one annotator the last counts. Tasks may come from a stream.
 */
export function humanAgreement(tasks: Iterable<{ rankings: readonly AnnotatorRanking[] }>): HumanAgreement | null {
  const tally = new AgreementTally<string>()
  for (const { rankings } of tasks) tally.add(aligned(rankings))
  return tally.result()
}

/** The rankings over one list of completions; what an annotator left out is unplaced there. */
function aligned(rankings: readonly AnnotatorRanking[]): TaskRanking<string>[] {
  const maps = rankings.map(({ ranks }) => (ranks instanceof Map ? ranks : new Map(Object.entries(ranks))))
  const completions = [...new Set(maps.flatMap((ranks) => [...ranks.keys()]))]
  return rankings.map(({ annotator }, at) => {
    return { annotator, ranks: completions.map((completion) => maps[at]!.get(completion) ?? null) }
  })
}
