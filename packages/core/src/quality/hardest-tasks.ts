import type { QualityReport } from '@plackett/contracts'
import { AgreementTally, kendallW } from '@plackett/preference'
import type { JudgedTask } from './judged-tasks.ts'

type HardTask = Omit<QualityReport['hardest'][number], 'firstLine'>

const most = 20

/** Keeps the tasks on which annotators agree least. */
export class HardestTasks {
  #tasks: HardTask[] = []

  add({ taskId, rankings }: JudgedTask): void {
    const tally = new AgreementTally<string>()
    tally.add(rankings.map(({ annotatorId, ranks }) => ({ annotator: annotatorId, ranks })))
    const agreement = tally.result()
    if (agreement === null) return
    const { pairAgreement, pairs } = agreement
    const placed = rankings.map(({ ranks }) => ranks.filter((rank) => rank !== null))
    const isPartial = placed.some((ranks, at) => ranks.length < rankings[at]!.ranks.length)
    this.#tasks.push({
      taskId,
      rankings: rankings.length,
      agreed: Math.round(pairAgreement * pairs),
      pairs,
      concordance: isPartial ? null : kendallW(placed),
    })
    if (this.#tasks.length > 50 * most) this.#tasks = this.result()
  }

  /** Lowest share of agreeing pairs first; of equal ones, those with more pairs. */
  result(): HardTask[] {
    return this.#tasks.toSorted((a, b) => a.agreed / a.pairs - b.agreed / b.pairs || b.pairs - a.pairs).slice(0, most)
  }
}
