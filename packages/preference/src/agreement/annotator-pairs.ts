import { ClusteredShare, type Share } from '../numerics/clustered-share.ts'
import type { TaskRanking } from './agreement-tally.ts'
import { alphaOfCoincidences, type Coincidences } from './coincidences.ts'
import { pairCoincidences, pairValues } from './pair-alpha.ts'
import { pairVotes } from './pair-votes.ts'

/** How far two annotators agree on the tasks that both ranked. */
export interface TwoAnnotators<Annotator> extends Share {
  first: Annotator
  second: Annotator
  /** Tasks that both ranked, those on which they decided no pair alike included. */
  tasks: number
  /** Over pairs, of the two alone; null where undefined. */
  alpha: number | null
}

interface Meeting<Annotator> {
  first: Annotator
  second: Annotator
  tasks: number
  share: ClusteredShare
  coincidences: Coincidences
}

/** Counts agreement between each two annotators, in memory that grows with the pairs of annotators who share a task. */
export class AnnotatorPairs<Annotator> {
  readonly #meetings = new Map<Annotator, Map<Annotator, Meeting<Annotator>>>()

  /** Adds a task's rankings, one an annotator; earlier annotators of the list stand first in their pairs. */
  add(rankings: readonly TaskRanking<Annotator>[]): void {
    for (const [at, one] of rankings.entries()) {
      for (const other of rankings.slice(at + 1)) {
        if (one.annotator !== other.annotator) this.#addMeeting(one, other)
      }
    }
  }

  /** Those who decided a pair both, most shared tasks first. */
  result(): TwoAnnotators<Annotator>[] {
    return [...this.#meetings.values()]
      .flatMap((row) => [...row.values()])
      .flatMap(({ first, second, tasks, share, coincidences }) => {
        const result = share.result()
        const alpha = alphaOfCoincidences(coincidences, pairValues, 'interval')
        return result === null ? [] : [{ first, second, tasks, alpha, ...result }]
      })
      .sort((a, b) => b.tasks - a.tasks)
  }

  #addMeeting(one: TaskRanking<Annotator>, other: TaskRanking<Annotator>): void {
    const meeting = this.#meetingOf(one.annotator, other.annotator)
    const votes = pairVotes([one.ranks, other.ranks])
    const decided = votes.filter(([first, , second]) => first + second === 2)
    meeting.tasks++
    meeting.share.add(decided.filter(([first, , second]) => first !== second).length, decided.length)
    const added = pairCoincidences(votes)
    for (const [at, entry] of added.entries()) meeting.coincidences[at]! += entry
  }

  #meetingOf(one: Annotator, other: Annotator): Meeting<Annotator> {
    const known = this.#meetings.get(one)?.get(other) ?? this.#meetings.get(other)?.get(one)
    if (known) return known
    const coincidences = new Float64Array(pairValues.length ** 2)
    const meeting = { first: one, second: other, tasks: 0, share: new ClusteredShare(), coincidences }
    const row = this.#meetings.get(one) ?? new Map<Annotator, Meeting<Annotator>>()
    this.#meetings.set(one, row.set(other, meeting))
    return meeting
  }
}
