import type { Tendency } from '@plackett/contracts'
import { ClusteredShare, type StrictPair, testHalf } from '@plackett/preference'
import { shareEstimateOf } from './agreement-estimate-of.ts'

/** How often the completion with more of something was preferred. */
export class TendencyTally {
  readonly #share = new ClusteredShare()
  #hits = 0

  /** A ranking's strict pairs; those with equal amounts say nothing. */
  add(strict: readonly StrictPair[], amountOf: (completion: number) => number): void {
    const unequal = strict.filter(({ better, worse }) => amountOf(better) !== amountOf(worse))
    const hits = unequal.filter(({ better, worse }) => amountOf(better) > amountOf(worse)).length
    this.#hits += hits
    this.#share.add(hits, unequal.length)
  }

  result(): Tendency | null {
    const share = this.#share.result()
    return share && { preferred: shareEstimateOf(share), p: testHalf(this.#hits, share.n) }
  }
}
