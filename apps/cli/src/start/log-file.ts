import { appendFileSync, renameSync, statSync } from 'node:fs'

const limitBytes = 5 * 1024 * 1024
const generations = 3

/** A log that is kept in `file`, `file.1` and so on: when one reaches its limit, the oldest goes. */
export class LogFile {
  readonly #file: string
  #bytes: number

  constructor(file: string) {
    this.#file = file
    this.#bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  }

  /** A log that cannot be written (the disk is full) does not stop what it is a log of. */
  write(line: string): void {
    try {
      if (this.#bytes >= limitBytes) this.#rotate()
      appendFileSync(this.#file, `${line}\n`, { mode: 0o600 })
      this.#bytes += Buffer.byteLength(line) + 1
    } catch {
      // Nowhere to say so but in this log.
    }
  }

  #rotate(): void {
    for (let age = generations - 1; age > 0; age--) {
      const from = age === 1 ? this.#file : `${this.#file}.${age - 1}`
      if (statSync(from, { throwIfNoEntry: false })) renameSync(from, `${this.#file}.${age}`)
    }
    this.#bytes = 0
  }
}
