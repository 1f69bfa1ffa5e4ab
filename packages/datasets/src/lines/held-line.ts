/** The part of a line that has been read so far; past the limit its bytes are let go at once. */
export class HeldLine {
  #parts: Uint8Array[] = []
  #size = 0
  readonly #limit: number

  constructor(limit: number) {
    this.#limit = limit
  }

  get isEmpty(): boolean {
    return this.#size === 0
  }

  push(part: Uint8Array): void {
    if (part.length === 0) return
    this.#size += part.length
    if (this.#size > this.#limit) this.#parts = []
    else this.#parts.push(part)
  }

  /** The line, or null if it went past the limit. Starts the next one. */
  take(): Uint8Array | null {
    const bytes =
      this.#size > this.#limit ? null : this.#parts.length === 1 ? this.#parts[0]! : Buffer.concat(this.#parts)
    this.#parts = []
    this.#size = 0
    return bytes
  }
}
