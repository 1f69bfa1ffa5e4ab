/** One reason for which something was lost: how often, and on which lines of the file, the first hundred of them. */
export interface LossEntry {
  reason: string
  count: number
  /** Empty where what was lost came from no file. */
  lines: number[]
}

const listedLines = 100

/** What a conversion could not carry over, counted by reason. */
export class Loss {
  readonly #entries = new Map<string, LossEntry>()
  #line: number | null = null

  /** Says which line of the file the next notes are about. */
  at(line: number): void {
    this.#line = line
  }

  /** Notes `count` things that were lost for `reason`, worded so that "12 × reason" reads well. */
  note(reason: string, count = 1): void {
    if (count <= 0) return
    const entry = this.#entries.get(reason) ?? { reason, count: 0, lines: [] }
    entry.count += count
    if (this.#line !== null && entry.lines.length < listedLines && entry.lines.at(-1) !== this.#line) {
      entry.lines.push(this.#line)
    }
    this.#entries.set(reason, entry)
  }

  /** In the order in which the reasons first came up. */
  entries(): LossEntry[] {
    return [...this.#entries.values()]
  }
}
