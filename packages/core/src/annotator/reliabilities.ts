import type { ShareEstimate } from '@plackett/contracts'
import { ClusteredShare, estimateSkills, orientAtRandom, type PairLabel, pcg32 } from '@plackett/preference'
import { shareEstimateOf } from '../quality/agreement-estimate-of.ts'
import type { JudgedTask } from '../quality/judged-tasks.ts'

/** Enough for two digits of anybody's reliability; more would only take memory. */
const mostVotes = 300_000

interface PairVote {
  /** A number for the pair; the pairs of a task follow each other. */
  task: number
  annotator: number
  label: PairLabel
  judgedTask: number
}

/** Collects strict votes on pairs, and finds who is how often right. */
export class Reliabilities {
  readonly #votes: PairVote[] = []
  readonly #annotators = new Map<string, number>()
  #pairs = 0
  #tasks = 0

  add({ rankings }: JudgedTask): void {
    if (rankings.length < 2 || this.#votes.length > mostVotes) return
    const completions = rankings[0]!.ranks.length
    this.#tasks++
    for (let a = 0; a < completions; a++) {
      for (let b = a + 1; b < completions; b++) this.#addPair(rankings, a, b)
    }
  }

  /** By annotator; those without a vote on a shared pair are left out. The truth of a pair is what the votes make likely. */
  result(): Map<string, ShareEstimate> {
    if (this.#votes.length === 0) return new Map()
    const { votes } = orientAtRandom(this.#votes, { pairs: this.#pairs, random: pcg32(1) })
    const answers = votes.map(({ task, annotator, label }) => ({ task, annotator, label: label === 0 ? 0 : 1 }))
    const { posterior } = estimateSkills({
      tasks: this.#pairs,
      annotators: this.#annotators.size,
      classes: 2,
      answers,
    })
    const hits = new Map<string, { annotator: number; right: number; votes: number }>()
    for (const [at, { annotator, judgedTask }] of this.#votes.entries()) {
      const key = `${annotator} ${judgedTask}`
      const own = hits.get(key) ?? { annotator, right: 0, votes: 0 }
      own.right += posterior[answers[at]!.task]![answers[at]!.label]!
      own.votes++
      hits.set(key, own)
    }
    const shares = new Map<number, ClusteredShare>()
    for (const { annotator, right, votes } of hits.values()) {
      const share = shares.get(annotator) ?? new ClusteredShare()
      share.add(right, votes)
      shares.set(annotator, share)
    }
    return new Map(
      [...this.#annotators].flatMap(([annotatorId, number]) => {
        const share = shares.get(number)?.result()
        return share ? [[annotatorId, shareEstimateOf(share)] as const] : []
      }),
    )
  }

  #addPair(rankings: JudgedTask['rankings'], a: number, b: number): void {
    const decided = rankings.filter(({ ranks }) => {
      return ranks[a] !== null && ranks[b] !== null && ranks[a] !== ranks[b]
    })
    if (decided.length < 2) return
    const pair = this.#pairs++
    for (const { annotatorId, ranks } of decided) {
      const annotator = this.#annotators.get(annotatorId) ?? this.#annotators.size
      this.#annotators.set(annotatorId, annotator)
      this.#votes.push({ task: pair, annotator, label: ranks[a]! < ranks[b]! ? 0 : 2, judgedTask: this.#tasks })
    }
  }
}
