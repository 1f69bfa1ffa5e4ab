import type { Estimate, Evaluation, RankingRecord } from '@plackett/contracts'
import { groupOf } from '@plackett/datasets'
import { noiseCeiling, pairAgreement, pairVotes, type Ranks } from '@plackett/preference'
import { bootstrapShare, type Share } from './bootstrap-share.ts'

/**
 * How often two annotators prefer the same one of a pair that both judged strictly; null where no two named annotators
 * ranked the same prompt and completions. Of several rankings by one annotator the last counts.
 */
export async function humanCeiling(records: readonly RankingRecord[]): Promise<Estimate | null> {
  const units = new Map<string, Share>()
  for (const { group, byAnnotator } of tasksOf(records)) {
    const { agreed, pairs } = pairAgreement(pairVotes([...byAnnotator.values()]))
    const before = units.get(group) ?? { right: 0, pairs: 0 }
    units.set(group, { right: before.right + agreed, pairs: before.pairs + pairs })
  }
  return bootstrapShare([...units.values()])
}

/** What the same agreement says of how good any model can be. */
export function noiseCeilingOf(records: readonly RankingRecord[]): Evaluation['ceiling'] {
  const votes = tasksOf(records).flatMap(({ byAnnotator }) =>
    byAnnotator.size < 2
      ? []
      : pairVotes([...byAnnotator.values()]).map(([first, , second]) => [first, second] as const),
  )
  const { pairAgreement: agreement, leaveOneOut, perfectModelAccuracy } = noiseCeiling(votes)
  return { pairAgreement: agreement, leaveOneOut, perfectModel: perfectModelAccuracy }
}

interface JudgedTask {
  readonly group: string
  readonly byAnnotator: ReadonlyMap<string, Ranks>
}

/** Rankings of the same prompt and completions by named annotators, of each the last. */
function tasksOf(records: readonly RankingRecord[]): JudgedTask[] {
  const tasks = new Map<string, { group: string; byAnnotator: Map<string, Ranks> }>()
  for (const record of records) {
    if (record.annotator === undefined) continue
    const order = canonicalOrder(record)
    const key = JSON.stringify([record.prompt, order.map((at) => record.completions[at]!.text)])
    const task = tasks.get(key) ?? { group: groupOf(record), byAnnotator: new Map() }
    task.byAnnotator.set(
      record.annotator,
      order.map((at) => record.ranks[at]!),
    )
    tasks.set(key, task)
  }
  return [...tasks.values()]
}

/** Completions by their text, so that the order in which they were listed does not matter. */
function canonicalOrder({ completions }: RankingRecord): number[] {
  const order = completions.map((_, at) => at)
  const text = (at: number) => completions[at]!.text
  return order.sort((a, b) => (text(a) === text(b) ? a - b : text(a) < text(b) ? -1 : 1))
}
