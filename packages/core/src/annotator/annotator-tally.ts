import type { AnnotatorReport } from '@plackett/contracts'
import { ClusteredShare, comparisonsOf, type PairVotes, pairVotes, type Ranks } from '@plackett/preference'
import { shareEstimateOf } from '../quality/agreement-estimate-of.ts'
import type { JudgedRanking, JudgedTask } from '../quality/judged-tasks.ts'
import { TendencyTally } from '../quality/tendency-tally.ts'

/** Faster than this nobody reads: some 25 characters a second is usual in English, 10 in Chinese. */
const fastest = 100
const mostParts = 5

export interface AnnotatorFigures
  extends Pick<
    AnnotatorReport,
    | 'rankings'
    | 'lastRankingAt'
    | 'medianSeconds'
    | 'charactersPerSecond'
    | 'agreement'
    | 'overTime'
    | 'tieShare'
    | 'earlier'
    | 'longer'
    | 'asShown'
    | 'tooFast'
  > {
  /** Rankings that reverse the order shown, and how many of either are expected of who does not look. */
  reversed: number
  expectedAsShown: number
}

/** Counts what one annotator did, ranking by ranking. */
export class AnnotatorTally {
  readonly #seconds: number[] = []
  readonly #speeds: number[] = []
  readonly #shared: { at: number; agreed: number; pairs: number }[] = []
  readonly #earlier = new TendencyTally()
  readonly #longer = new TendencyTally()
  #rankings = 0
  #last = 0
  #pairs = 0
  #ties = 0
  #asShown = 0
  #reversed = 0
  #expected = 0

  add(task: JudgedTask, ranking: JudgedRanking): void {
    const { ranks, shownAt, activeMs, answeredAt } = ranking
    const { strict, ties } = comparisonsOf(ranks)
    this.#rankings++
    // Of imported rankings the time is not known.
    if (activeMs > 0) {
      this.#seconds.push(activeMs / 1000)
      this.#speeds.push(task.completions.reduce((sum, { length }) => sum + length, 0) / (activeMs / 1000))
    }
    this.#last = Math.max(this.#last, answeredAt)
    this.#pairs += strict.length + ties.length
    this.#ties += ties.length
    this.#earlier.add(strict, (completion) => -shownAt[completion]!)
    this.#longer.add(strict, (completion) => task.completions[completion]!.length)
    this.#addOrder(ranks, shownAt)
  }

  /** Adds the votes of others on the pairs of a task that this annotator ranked, own votes among them. */
  addShared(ranks: Ranks, votes: readonly PairVotes[], answeredAt: number): void {
    const own = pairVotes([ranks])
    let [agreed, pairs] = [0, 0]
    for (const [at, [first, , second]] of own.entries()) {
      if (first + second === 0) continue
      const [firsts, , seconds] = votes[at]!
      agreed += (first ? firsts : seconds) - 1
      pairs += firsts + seconds - 1
    }
    if (pairs > 0) this.#shared.push({ at: answeredAt, agreed, pairs })
  }

  result(): AnnotatorFigures {
    return {
      rankings: this.#rankings,
      lastRankingAt: new Date(this.#last).toISOString(),
      medianSeconds: median(this.#seconds),
      charactersPerSecond: median(this.#speeds),
      agreement: agreementOf(this.#shared),
      overTime: this.#overTime(),
      tieShare: this.#pairs === 0 ? 0 : this.#ties / this.#pairs,
      earlier: this.#earlier.result(),
      longer: this.#longer.result(),
      asShown: this.#asShown,
      reversed: this.#reversed,
      expectedAsShown: this.#expected,
      tooFast: this.#speeds.filter((speed) => speed > fastest).length,
    }
  }

  #addOrder(ranks: Ranks, shownAt: readonly number[]): void {
    if (ranks.includes(null) || new Set(ranks).size < ranks.length) return
    const order = shownAt
      .map((place, completion) => ({ place, rank: ranks[completion]! }))
      .sort((a, b) => a.place - b.place)
    const inOrder = order.every(({ rank }, at) => at === 0 || rank > order[at - 1]!.rank)
    const inReverse = order.every(({ rank }, at) => at === 0 || rank < order[at - 1]!.rank)
    this.#asShown += inOrder ? 1 : 0
    this.#reversed += inReverse ? 1 : 0
    this.#expected += 1 / factorial(ranks.length)
  }

  #overTime(): AnnotatorReport['overTime'] {
    const inTime = this.#shared.toSorted((a, b) => a.at - b.at)
    // Parts of fewer than six tasks say nothing.
    const parts = Math.min(mostParts, Math.floor(inTime.length / 6))
    return Array.from({ length: parts }, (_, part) => {
      const own = inTime.slice(
        Math.round((part * inTime.length) / parts),
        Math.round(((part + 1) * inTime.length) / parts),
      )
      return { until: new Date(own.at(-1)!.at).toISOString(), agreement: agreementOf(own)! }
    })
  }
}

function agreementOf(tasks: readonly { agreed: number; pairs: number }[]): AnnotatorReport['agreement'] {
  const share = new ClusteredShare()
  for (const { agreed, pairs } of tasks) share.add(agreed, pairs)
  const result = share.result()
  return result && shareEstimateOf(result)
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1)
}
