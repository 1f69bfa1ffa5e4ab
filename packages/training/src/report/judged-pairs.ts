import type { RankingRecord } from '@plackett/contracts'
import { groupOf } from '@plackett/datasets'
import { comparisonsOf } from '@plackett/preference'

/** The reward of each completion of each ranking; null where it cannot be scored. */
export type Rewards = readonly (readonly (number | null)[])[]

/** A strict pair of a ranking with what the rewards make of it. */
export interface JudgedPair {
  readonly record: RankingRecord
  readonly group: string
  /** Which completions. */
  readonly better: number
  readonly worse: number
  /** Ranks between the two. */
  readonly strength: number
  /** Reward of the better less that of the worse; null where either cannot be scored. */
  readonly difference: number | null
  /** 1 by order, ½ where rewards are equal or missing. */
  readonly right: number
  /** In code points. */
  readonly lengths: readonly [better: number, worse: number]
  /** Where the rewards stand. */
  readonly at: number
}

/** All strict pairs of some rankings, in order. */
export function judgedPairs(records: readonly RankingRecord[], rewards: Rewards): JudgedPair[] {
  return records.flatMap((record, at) => {
    const group = groupOf(record)
    const lengths = record.completions.map(({ text }) => lengthOf(text))
    return comparisonsOf(record.ranks).strict.map(({ better, worse, strength }): JudgedPair => {
      const difference = differenceOf(rewards[at]![better]!, rewards[at]![worse]!)
      const pair = { record, group, better, worse, strength, difference, right: rightnessOf(difference), at }
      return { ...pair, lengths: [lengths[better]!, lengths[worse]!] }
    })
  })
}

/** The difference of two rewards; null where either is missing. */
export function differenceOf(better: number | null, worse: number | null): number | null {
  return better === null || worse === null ? null : better - worse
}

export function rightnessOf(difference: number | null): number {
  return difference === null ? 0.5 : (Math.sign(difference) + 1) / 2
}

/** In code points. */
export function lengthOf(text: string): number {
  let length = 0
  for (const _ of text) length++
  return length
}
