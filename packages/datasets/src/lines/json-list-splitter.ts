import { HeldLine } from './held-line.ts'

/** An item of a list: the line on which it begins, and its bytes, or null if there are too many of them. */
export interface ListItem {
  line: number
  bytes: Uint8Array | null
}

const [newline, quote, comma, backslash, openList, closeList, openObject, closeObject] = Buffer.from('\n",\\[]{}')
const isSpace = (byte: number) => byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === newline

/** Cuts a JSON list into its items as the bytes come, by brackets and quotes alone; what is in an item is not checked. */
export class JsonListSplitter {
  line = 1
  #depth = 0
  #isInString = false
  #isEscaped = false
  #hasEnded = false
  #hasMore = false
  /** The line of the item being read; null between items. */
  #itemLine: number | null = null
  readonly #held: HeldLine

  constructor(maxItemBytes: number) {
    this.#held = new HeldLine(maxItemBytes)
  }

  /** What is wrong with the list as a whole; null if nothing is. To be asked at the end. */
  get problem(): string | null {
    if (!this.#hasEnded) return 'the list does not end'
    return this.#hasMore ? 'something follows the list' : null
  }

  /** The items that this chunk completes. */
  *push(chunk: Uint8Array): Generator<ListItem> {
    let start = 0
    for (let at = 0; at < chunk.length; at += 1) {
      const wasIdle = this.#itemLine === null
      const ends = this.#step(chunk[at]!)
      if (wasIdle && this.#itemLine !== null) start = at
      if (ends) {
        this.#held.push(chunk.subarray(start, at))
        yield this.#take()
      }
    }
    if (this.#itemLine !== null) this.#held.push(chunk.subarray(start))
  }

  /** The item that the file broke off in, if any. */
  takeLast(): ListItem | null {
    return this.#itemLine === null ? null : this.#take()
  }

  #take(): ListItem {
    const item = { line: this.#itemLine ?? this.line, bytes: this.#held.take() }
    this.#itemLine = null
    return item
  }

  /** Reads a byte; true if it is the one after the end of an item. */
  #step(byte: number): boolean {
    if (byte === newline) this.line += 1
    if (this.#isInString) this.#stepInString(byte)
    else if (this.#hasEnded) this.#hasMore ||= !isSpace(byte)
    else if (byte === closeList || byte === closeObject) return this.#close()
    else if (byte === comma && this.#depth === 1) return this.#itemLine !== null
    else if (!isSpace(byte)) this.#open(byte)
    return false
  }

  #stepInString(byte: number): void {
    if (this.#isEscaped) this.#isEscaped = false
    else if (byte === backslash) this.#isEscaped = true
    else if (byte === quote) this.#isInString = false
  }

  #open(byte: number): void {
    if (this.#depth > 0) this.#itemLine ??= this.line
    if (byte === quote) this.#isInString = true
    if (byte === openList || byte === openObject) this.#depth += 1
  }

  #close(): boolean {
    this.#depth -= 1
    this.#hasEnded = this.#depth <= 0
    return this.#hasEnded && this.#itemLine !== null
  }
}
