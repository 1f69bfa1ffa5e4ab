import type { AgreementGroup, QualityReport } from '@plackett/contracts'
import {
  AgreementTally,
  AnnotatorPairs,
  comparisonsOf,
  type HumanAgreement,
  noiseCeilingOfAgreement,
  SlotTally,
} from '@plackett/preference'
import { agreementEstimateOf, shareEstimateOf } from './agreement-estimate-of.ts'
import { HardestTasks } from './hardest-tasks.ts'
import type { JudgedRanking, JudgedTask } from './judged-tasks.ts'
import { TendencyTally } from './tendency-tally.ts'

const mostPairs = 100

/** What one pass over the judged tasks tells; names of annotators and first lines of tasks are added after it. */
export type QualityFigures = Omit<QualityReport, 'computedAt' | 'byPair' | 'hardest'> & {
  byPair: (Omit<QualityReport['byPair'][number], 'first' | 'second'> & { first: string; second: string })[]
  hardest: Omit<QualityReport['hardest'][number], 'firstLine'>[]
}

/** Counts the quality report task by task, in memory that does not grow with the tasks. */
export class QualityTally {
  #rankings = 0
  #tasks = 0
  readonly #annotators = new Set<string>()
  readonly #agreement = new AgreementTally<string>()
  readonly #byLanguage = new Groups()
  readonly #byKind = new Groups()
  readonly #byGuidelines = new Groups()
  readonly #pairs = new AnnotatorPairs<string>()
  readonly #strengths = new Map<number, number>()
  readonly #slots = new Map<number, SlotTally>()
  readonly #earlier = new TendencyTally()
  readonly #longer = new TendencyTally()
  readonly #hardest = new HardestTasks()

  add(task: JudgedTask): void {
    const rankings = task.rankings.map(({ annotatorId, ranks }) => ({ annotator: annotatorId, ranks }))
    this.#tasks++
    this.#agreement.add(rankings)
    this.#byLanguage.tallyOf({ language: task.language }).add(rankings)
    this.#byKind.tallyOf({ completions: task.completions.length, turns: task.turns > 1 ? 'many' : 'one' }).add(rankings)
    for (const version of new Set(task.rankings.map(({ guidelinesVersion }) => guidelinesVersion))) {
      const own = rankings.filter((_, at) => task.rankings[at]!.guidelinesVersion === version)
      this.#byGuidelines.tallyOf({ guidelinesVersion: version }).add(own)
    }
    this.#pairs.add(rankings)
    this.#hardest.add(task)
    for (const ranking of task.rankings) this.#addRanking(task, ranking)
  }

  result(): QualityFigures {
    const agreement = this.#agreement.result()
    return {
      rankings: this.#rankings,
      tasks: this.#tasks,
      annotators: this.#annotators.size,
      agreement: agreement && agreementEstimateOf(agreement),
      byLanguage: this.#byLanguage.result(),
      byKind: this.#byKind.result(),
      byGuidelines: this.#byGuidelines.result(),
      byPair: this.#pairs
        .result()
        .slice(0, mostPairs)
        .map(({ first, second, tasks, alpha, ...share }) => {
          return { first, second, tasks, alpha, pairs: shareEstimateOf(share) }
        }),
      perfectModelAccuracy: agreement && noiseCeilingOfAgreement(agreement.pairAgreement),
      strengths: [...this.#strengths]
        .map(([strength, pairs]) => ({ strength, pairs }))
        .sort((a, b) => a.strength - b.strength),
      position: this.#positions(),
      earlier: this.#earlier.result(),
      longer: this.#longer.result(),
      hardest: this.#hardest.result(),
    }
  }

  #addRanking({ completions }: JudgedTask, ranking: JudgedRanking): void {
    const { strict, ties } = comparisonsOf(ranking.ranks)
    this.#rankings++
    this.#annotators.add(ranking.annotatorId)
    for (const { strength } of strict) this.#countStrength(strength, 1)
    this.#countStrength(0, ties.length)
    this.#earlier.add(strict, (completion) => -ranking.shownAt[completion]!)
    this.#longer.add(strict, (completion) => completions[completion]!.length)
    this.#addSlots(ranking)
  }

  #countStrength(strength: number, pairs: number): void {
    if (pairs > 0) this.#strengths.set(strength, (this.#strengths.get(strength) ?? 0) + pairs)
  }

  /** A partial ranking has no rank for some places, so it cannot be a row of the test. */
  #addSlots({ ranks, shownAt }: JudgedRanking): void {
    const bySlot: (number | null)[] = new Array(ranks.length).fill(null)
    for (const [completion, rank] of ranks.entries()) bySlot[shownAt[completion]!] = rank
    if (!bySlot.every((rank) => rank !== null)) return
    const tally = this.#slots.get(ranks.length) ?? new SlotTally(ranks.length)
    this.#slots.set(ranks.length, tally)
    tally.add(bySlot)
  }

  #positions(): QualityReport['position'] {
    return [...this.#slots]
      .sort(([a], [b]) => a - b)
      .map(([completions, tally]) => {
        const { rankings, meanRank, chiSquare, p } = tally.result()!
        return { completions, rankings, meanRanks: meanRank, chiSquare, p }
      })
  }
}

type GroupKey = Pick<AgreementGroup, 'language' | 'completions' | 'turns' | 'guidelinesVersion'>

/** Agreement told apart by a trait of tasks. */
class Groups {
  readonly #groups = new Map<string, { key: GroupKey; tally: AgreementTally<string> }>()

  tallyOf(key: GroupKey): AgreementTally<string> {
    const name = JSON.stringify(key)
    const group = this.#groups.get(name) ?? { key, tally: new AgreementTally<string>() }
    this.#groups.set(name, group)
    return group.tally
  }

  /** Those with a shared pair, most tasks first. */
  result(): AgreementGroup[] {
    return [...this.#groups.values()]
      .map(({ key, tally }) => ({ key, agreement: tally.result() }))
      .filter((group): group is { key: GroupKey; agreement: HumanAgreement } => group.agreement !== null)
      .map(({ key, agreement }) => ({ ...key, ...agreementEstimateOf(agreement) }))
      .sort((a, b) => b.tasks - a.tasks)
  }
}
