import type { LineError } from '@plackett/contracts'

/** How many bad lines of a run are printed; the rest are counted. */
const shown = 20

/** The input had bad lines, each of which was reported already. */
export class BadLines extends Error {
  override readonly name = 'BadLines'
}

/** Prints bad lines as `file:line: path: message` and, at the end, says how many there were. */
export class BadLineReport {
  count = 0
  readonly #stderr: { write(text: string): void }
  readonly #skip: boolean

  /** With `skip`, bad lines are left out of the run; without it they stop it. */
  constructor(stderr: { write(text: string): void }, skip: boolean) {
    this.#stderr = stderr
    this.#skip = skip
  }

  add(file: string, { line, path, message }: LineError): void {
    this.count += 1
    if (this.count <= shown) this.#stderr.write(`${file}:${line}: ${path === '' ? '' : `${path}: `}${message}\n`)
  }

  /** Whether a bad line has ended the run: what is read from here on only serves to report the other bad lines. */
  get stopsRun(): boolean {
    return this.count > 0 && !this.#skip
  }

  /** Says how it ended; throws BadLines if bad lines stop the run. */
  finish(): void {
    if (this.count === 0) return
    const more = this.count > shown ? ` (${this.count - shown} more than listed)` : ''
    const lines = this.count === 1 ? '1 bad line' : `${this.count} bad lines`
    if (this.#skip) this.#stderr.write(`plackett: skipped ${lines}${more}\n`)
    else {
      this.#stderr.write(`plackett: stopped at ${lines}${more}; --skip-bad-lines leaves such lines out\n`)
      throw new BadLines(lines)
    }
  }
}
