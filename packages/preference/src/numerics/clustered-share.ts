import { type Interval, wilsonInterval } from './binomial.ts'

/** A share with its 95 % interval. */
export interface Share extends Interval {
  share: number
  /** How many were counted, in how many clusters. */
  n: number
  clusters: number
}

/**
 * Counts hits in clusters (the pairs of a task, the pairs of a ranking), which are not independent of each other. The
 * variance of the ratio is that of the cluster totals, C/(C−1) Σ (k_c − p n_c)² / n² (Cochran 1977, 6.13), and the interval
 * is Wilson's at the effective number of tries p(1−p)/variance (Korn and Graubard 1998), never above the number counted;
 * where the clusters show no variance, or there is one, at the number of clusters.
 */
export class ClusteredShare {
  #hits = 0
  #tries = 0
  #clusters = 0
  readonly #squares = { hits: 0, both: 0, tries: 0 }

  /** Adds a cluster of `tries`, `hits` of them counted; one without tries adds nothing. */
  add(hits: number, tries: number): void {
    if (tries === 0) return
    this.#hits += hits
    this.#tries += tries
    this.#clusters++
    this.#squares.hits += hits ** 2
    this.#squares.both += hits * tries
    this.#squares.tries += tries ** 2
  }

  /** Null where nothing was counted. */
  result(level = 0.95): Share | null {
    if (this.#tries === 0) return null
    const share = this.#hits / this.#tries
    const effective = this.#effectiveTries(share)
    const interval = wilsonInterval(share * effective, effective, level)
    return { share, ...interval, n: this.#tries, clusters: this.#clusters }
  }

  #effectiveTries(share: number): number {
    const { hits, both, tries } = this.#squares
    const spread = hits - 2 * share * both + share ** 2 * tries
    const c = this.#clusters
    if (c < 2 || spread <= 1e-9 * tries) return c
    const variance = ((c / (c - 1)) * spread) / this.#tries ** 2
    return Math.min(this.#tries, (share * (1 - share)) / variance)
  }
}
