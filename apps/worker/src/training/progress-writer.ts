import { type Claim, type Progress, recordProgress, type SystemScope } from '@plackett/core'

/** Writes a run's points in order while training goes on: those that came during one write go together with the next. */
export class ProgressWriter {
  readonly #scope: SystemScope
  readonly #claim: Claim
  #waiting: Progress[] = []
  #writing: Promise<void> | null = null
  #failure: unknown

  constructor(scope: SystemScope, claim: Claim) {
    this.#scope = scope
    this.#claim = claim
  }

  add(progress: Progress): void {
    this.#waiting.push(progress)
    this.#writing ??= this.#write()
  }

  /** Resolves when everything is written; rejects where something could not be. */
  async flush(): Promise<void> {
    await this.#writing
    if (this.#failure !== undefined) throw this.#failure
  }

  async #write(): Promise<void> {
    try {
      while (this.#waiting.length > 0) await recordProgress(this.#scope, this.#claim, this.#waiting.splice(0))
    } catch (error) {
      this.#failure = error
    } finally {
      this.#writing = null
    }
  }
}
