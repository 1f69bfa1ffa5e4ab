/** Means, deviations and the correlation of pairs of numbers that come one after another (Welford's update). */
export class PairStatistics {
  #count = 0
  #means: [number, number] = [0, 0]
  #squares: [number, number] = [0, 0]
  #products = 0

  add(first: number, second: number): void {
    this.#count++
    const [a, b] = [first - this.#means[0], second - this.#means[1]]
    this.#means[0] += a / this.#count
    this.#means[1] += b / this.#count
    this.#squares[0] += a * (first - this.#means[0])
    this.#squares[1] += b * (second - this.#means[1])
    this.#products += a * (second - this.#means[1])
  }

  get count(): number {
    return this.#count
  }

  get means(): readonly [number, number] {
    return this.#means
  }

  /** Of the numbers that came. */
  get deviations(): [number, number] {
    return [Math.sqrt(this.#squares[0] / this.#count), Math.sqrt(this.#squares[1] / this.#count)]
  }

  /** Pearson's; not a number while either side has not varied. */
  get correlation(): number {
    return this.#products / Math.sqrt(this.#squares[0] * this.#squares[1])
  }
}
