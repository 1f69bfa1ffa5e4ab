import type { Ranks } from '../comparisons/comparisons-of.ts'
import type { Interval } from '../numerics/binomial.ts'
import { ClusteredShare } from '../numerics/clustered-share.ts'
import { squaredDeviations } from '../numerics/squared-deviations.ts'
import { summed, TaskKinds } from './alpha-sample.ts'
import { alphaOfCoincidences } from './coincidences.ts'
import { jackknifeAlpha } from './jackknife-alpha.ts'
import { pairCoincidences, pairValues } from './pair-alpha.ts'
import { type PairVotes, pairVotes } from './pair-votes.ts'
import { rankUnits } from './rank-alpha.ts'

/** One annotator's ranking of a task's completions, which every ranking of the task lists in the same order. */
export interface TaskRanking<Annotator> {
  annotator: Annotator
  ranks: Ranks
}

export interface HumanAgreement {
  /** Share of `pairs` on which the two annotators prefer the same completion. */
  pairAgreement: number
  /** Its 95 % interval, by tasks. */
  pairInterval: Interval
  /** Pairs of completions that two annotators both decided, counted once for each two annotators. */
  pairs: number
  /** Tasks ranked by two annotators or more. */
  tasks: number
  /** Annotators with such a task. */
  annotators: number
  /** Krippendorff's α over pairs (see pairAlpha); null where undefined. */
  alpha: number | null
  /** Its 95 % interval over tasks (see jackknifeAlpha); null where undefined. */
  alphaInterval: Interval | null
  /** Krippendorff's α over mid-ranks (see rankAlpha); null where undefined. */
  rankAlpha: number | null
}

/** How often an annotator and others who decided the same pairs of completions prefer the same one. */
export interface AnnotatorAgreement<Annotator> extends Interval {
  annotator: Annotator
  /** agreed / pairs, with its 95 % interval by tasks. */
  share: number
  agreed: number
  /** One for each pair of completions and each other annotator who decided it. */
  pairs: number
}

/** Agreement counted task by task, in memory that grows with the annotators but hardly with the tasks. */
export class AgreementTally<Annotator> {
  readonly #kinds = new TaskKinds()
  readonly #byAnnotator = new Map<Annotator, { agreed: number; pairs: number; share: ClusteredShare }>()
  readonly #share = new ClusteredShare()
  readonly #ranks = { observed: 0, counts: new Map<number, number>() }
  #tasks = 0

  /** Adds a task's rankings; of several by one annotator the last counts. A task with one annotator adds nothing. */
  add(rankings: readonly TaskRanking<Annotator>[]): void {
    const latest = new Map(rankings.map(({ annotator, ranks }) => [annotator, ranks]))
    if (latest.size < 2) return
    const shared = [...latest.values()]
    const votes = pairVotes(shared)
    this.#tasks++
    this.#kinds.add(pairCoincidences(votes))
    const own = [...latest].map(([annotator, ranks]) => ({ annotator, ...agreementWithOthers(ranks, votes) }))
    for (const each of own) this.#addAnnotator(each)
    // Each pair of annotators was counted for both.
    this.#share.add(sumOf(own, 'agreed') / 2, sumOf(own, 'pairs') / 2)
    for (const unit of rankUnits(shared)) if (unit.length > 1) this.#addUnit(unit)
  }

  /** Null where no two annotators decided the same pair. */
  result(): HumanAgreement | null {
    const share = this.#share.result()
    if (share === null) return null
    const sample = { values: pairValues, level: 'interval' as const, kinds: this.#kinds.all() }
    const knife = jackknifeAlpha(sample)
    return {
      pairAgreement: share.share,
      pairInterval: { lower: share.lower, upper: share.upper },
      pairs: share.n,
      tasks: this.#tasks,
      annotators: this.#byAnnotator.size,
      alpha: alphaOfCoincidences(summed(sample.kinds), sample.values, sample.level),
      alphaInterval: knife && { lower: knife.lower, upper: knife.upper },
      rankAlpha: this.#rankAlpha(),
    }
  }

  /** By annotator, in the order in which they first appeared; those who share no decided pair are left out. */
  annotators(): AnnotatorAgreement<Annotator>[] {
    return [...this.#byAnnotator]
      .filter(([, { pairs }]) => pairs > 0)
      .map(([annotator, { agreed, pairs, share }]) => {
        const { lower, upper } = share.result()!
        return { annotator, share: agreed / pairs, agreed, pairs, lower, upper }
      })
  }

  #addAnnotator({ annotator, agreed, pairs }: { annotator: Annotator; agreed: number; pairs: number }): void {
    const own = this.#byAnnotator.get(annotator) ?? { agreed: 0, pairs: 0, share: new ClusteredShare() }
    own.agreed += agreed
    own.pairs += pairs
    own.share.add(agreed, pairs)
    this.#byAnnotator.set(annotator, own)
  }

  #addUnit(ranks: readonly number[]): void {
    this.#ranks.observed += (2 * ranks.length * squaredDeviations(ranks)) / (ranks.length - 1)
    for (const rank of ranks) this.#ranks.counts.set(rank, (this.#ranks.counts.get(rank) ?? 0) + 1)
  }

  #rankAlpha(): number | null {
    const counts = [...this.#ranks.counts]
    const values = counts.reduce((sum, [, count]) => sum + count, 0)
    const mean = counts.reduce((sum, [rank, count]) => sum + rank * count, 0) / values
    const spread = counts.reduce((sum, [rank, count]) => sum + count * (rank - mean) ** 2, 0)
    return counts.length < 2 ? null : 1 - ((values - 1) * this.#ranks.observed) / (2 * values * spread)
  }
}

function sumOf(own: readonly { agreed: number; pairs: number }[], field: 'agreed' | 'pairs'): number {
  return own.reduce((sum, one) => sum + one[field], 0)
}

/** Of the pairs that a ranking decides: how many votes of others there are, and how many of them agree. */
function agreementWithOthers(ranks: Ranks, votes: readonly PairVotes[]): { agreed: number; pairs: number } {
  let agreed = 0
  let pairs = 0
  let at = 0
  for (let a = 0; a < ranks.length; a++) {
    for (let b = a + 1; b < ranks.length; b++) {
      const [first, , second] = votes[at++]!
      const [rankA, rankB] = [ranks[a]!, ranks[b]!]
      if (rankA === null || rankB === null || rankA === rankB) continue
      agreed += (rankA < rankB ? first : second) - 1
      pairs += first + second - 1
    }
  }
  return { agreed, pairs }
}
