import { type PairVote, testSpam } from '@plackett/preference'
import type { JudgedTask } from '../quality/judged-tasks.ts'

/** Votes of one annotator between two models: first over second, second over first, ties. */
type Record = { wins: number; losses: number }

/** Counts votes between models, and finds annotators whose votes are unlike those of all others. */
export class VotesUnlikeOthers {
  readonly #pairs = new Map<string, number>()
  readonly #all: Record[] = []
  readonly #own = new Map<string, { votes: PairVote[]; records: Map<number, Record> }>()

  add({ completions, rankings }: JudgedTask): void {
    for (const { annotatorId, ranks } of rankings) {
      for (let a = 0; a < ranks.length; a++) {
        for (let b = a + 1; b < ranks.length; b++) {
          const [one, other] = [completions[a]!.model, completions[b]!.model]
          const [rankA, rankB] = [ranks[a]!, ranks[b]!]
          // FastChat counts ties against who ties honestly, so they are left out here.
          if (one === null || other === null || one === other || rankA === null || rankB === null) continue
          if (rankA !== rankB)
            this.#addVote(annotatorId, one < other ? [one, other] : [other, one], one < other === rankA < rankB)
        }
      }
    }
  }

  /** Of the last hundred votes, against what everybody else voted on the same models. */
  isUnlikeOthers(annotatorId: string): boolean {
    const own = this.#own.get(annotatorId)
    if (!own) return false
    const others = this.#all.map(({ wins, losses }, pair) => {
      const mine = own.records.get(pair) ?? { wins: 0, losses: 0 }
      return { wins: wins - mine.wins, losses: losses - mine.losses }
    })
    // One vote where nobody else ever voted so is no evidence: half a vote stands for what was not seen.
    const history = others.map(({ wins, losses }) => ({ wins: wins + 0.5, losses: losses + 0.5 }))
    return testSpam(own.votes.slice(-100), history, { alpha: 0.001 }).flagged
  }

  #addVote(annotatorId: string, [first, second]: [string, string], isFirst: boolean): void {
    const key = JSON.stringify([first, second])
    const pair = this.#pairs.get(key) ?? this.#pairs.size
    this.#pairs.set(key, pair)
    this.#all[pair] ??= { wins: 0, losses: 0 }
    const own = this.#own.get(annotatorId) ?? { votes: [], records: new Map<number, Record>() }
    this.#own.set(annotatorId, own)
    const record = own.records.get(pair) ?? { wins: 0, losses: 0 }
    own.records.set(pair, record)
    for (const each of [this.#all[pair], record]) each[isFirst ? 'wins' : 'losses']++
    if (own.votes.length > 200) own.votes.splice(0, 100)
    own.votes.push({ pair, vote: isFirst ? 1 : 0 })
  }
}
