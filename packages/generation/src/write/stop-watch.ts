/** Finds the first of several stop strings in a text that comes in pieces, and holds back what may be the beginning of one. */
export class StopWatch {
  readonly #stops: readonly string[]
  #held = ''

  constructor(stops: readonly string[]) {
    this.#stops = stops.filter((stop) => stop !== '')
  }

  /** What may be shown of the text so far and was not yet, and whether a stop string has ended it. */
  add(piece: string): { shown: string; isStopped: boolean } {
    this.#held += piece
    const at = this.#firstStop()
    if (at >= 0) {
      const shown = this.#held.slice(0, at)
      this.#held = ''
      return { shown, isStopped: true }
    }
    const length = this.#held.length - this.#begunLength()
    const shown = this.#held.slice(0, length)
    this.#held = this.#held.slice(length)
    return { shown, isStopped: false }
  }

  /** What was held back, once no more comes. */
  rest(): string {
    return this.#held
  }

  #firstStop(): number {
    const places = this.#stops.map((stop) => this.#held.indexOf(stop)).filter((at) => at >= 0)
    return places.length > 0 ? Math.min(...places) : -1
  }

  /** The longest end of the text with which a stop string begins. */
  #begunLength(): number {
    const lengths = this.#stops.flatMap((stop) =>
      Array.from({ length: Math.min(stop.length - 1, this.#held.length) }, (_, at) => at + 1).filter((length) =>
        stop.startsWith(this.#held.slice(-length)),
      ),
    )
    return Math.max(0, ...lengths)
  }
}
