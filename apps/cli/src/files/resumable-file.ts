import { existsSync } from 'node:fs'
import { open, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { AppError } from '@plackett/contracts'

/** How far a file that is written in steps has come. */
export interface Progress {
  /** Lines of the input that are done. */
  read: number
  /** Bytes of the output that belong to them. */
  bytes: number
}

/**
 * A file that is written in steps, each on disk before the next begins, so that a run which was killed goes on where it
 * was: `FILE.part` holds what is done, `FILE.part.json` how far that is and for what. It gets its name when it is complete.
 */
export class ResumableFile {
  readonly #file: string
  readonly #purpose: string
  progress: Progress

  /** Throws INVALID_INPUT where what stands there was begun for something else. */
  static async open(file: string, purpose: string): Promise<ResumableFile> {
    if (file === '-' || file.endsWith('.gz')) {
      throw new AppError('INVALID_INPUT', {
        problem: '--resume needs an --output that is a plain file, not "-" or .gz',
      })
    }
    const resumable = new ResumableFile(file, purpose)
    await resumable.#takeUp()
    return resumable
  }

  private constructor(file: string, purpose: string) {
    this.#file = file
    this.#purpose = purpose
    this.progress = { read: 0, bytes: 0 }
  }

  /** Adds to the file, and notes that so many lines of the input are done. */
  async append(text: string, read: number): Promise<void> {
    const part = await open(this.#part, 'a')
    try {
      await part.appendFile(text)
      await part.sync()
    } finally {
      await part.close()
    }
    this.progress = { read, bytes: this.progress.bytes + Buffer.byteLength(text) }
    await this.#note()
  }

  async complete(): Promise<void> {
    await rename(this.#part, this.#file)
    await rm(this.#state)
  }

  get #part(): string {
    return `${this.#file}.part`
  }

  get #state(): string {
    return `${this.#part}.json`
  }

  async #takeUp(): Promise<void> {
    if (!existsSync(this.#state)) {
      await writeFile(this.#part, '')
      return this.#note()
    }
    const state = JSON.parse(await readFile(this.#state, 'utf8')) as Progress & { purpose: string }
    if (state.purpose !== this.#purpose) {
      const problem = `${this.#part} was begun with another model, input or selection; remove it to begin anew`
      throw new AppError('INVALID_INPUT', { problem })
    }
    // What was written after the last note is written again.
    await truncate(this.#part, state.bytes)
    this.progress = { read: state.read, bytes: state.bytes }
  }

  async #note(): Promise<void> {
    const next = `${this.#state}.next`
    await writeFile(next, JSON.stringify({ ...this.progress, purpose: this.#purpose }))
    await rename(next, this.#state)
  }
}
