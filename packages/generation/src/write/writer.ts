import type { DecoderSession, Rows } from '../decode/decoder-session.ts'
import { Draft, type DraftSettings } from './draft.ts'
import type { Written } from './write-request.ts'

interface Job {
  readonly draft: Draft
  readonly signal: AbortSignal | undefined
  resolve(written: Written): void
  reject(error: unknown): void
}

export interface WriterSettings extends Omit<DraftSettings, 'request' | 'onText'> {
  /** The most texts that are written side by side. */
  readonly maxTexts: number
}

/** Writes many texts side by side: each turn takes a token of all, those that end leave, and those that wait join. */
export class Writer {
  readonly #session: DecoderSession
  readonly #settings: WriterSettings
  readonly #waiting: Job[] = []
  #active: Job[] = []
  #rows: Rows | null = null
  #isAtWork = false

  constructor(session: DecoderSession, settings: WriterSettings) {
    this.#session = session
    this.#settings = settings
  }

  /** Resolves with the text once it has ended; rejects with the signal's reason where it is given up. */
  write(
    request: DraftSettings['request'],
    { onText, signal }: { onText?: DraftSettings['onText']; signal?: AbortSignal } = {},
  ): Promise<Written> {
    const draft = new Draft({ ...this.#settings, request, onText })
    return new Promise((resolve, reject) => {
      this.#waiting.push({ draft, signal, resolve, reject })
      if (!this.#isAtWork) void this.#work()
    })
  }

  async #work(): Promise<void> {
    this.#isAtWork = true
    try {
      // Those that were asked for in the same moment begin together.
      await Promise.resolve()
      while (this.#active.length + this.#waiting.length > 0) await this.#turn()
    } catch (error) {
      for (const { reject } of [...this.#active, ...this.#waiting.splice(0)]) reject(error)
      this.#active = []
      this.#rows = null
    } finally {
      this.#isAtWork = false
    }
  }

  async #turn(): Promise<void> {
    this.#dropAborted()
    await this.#admit()
    if (!this.#rows) return
    const { vocabSize } = this.#session
    const { logits, memory } = this.#rows
    const next = await Promise.all(
      this.#active.map(({ draft }, row) => draft.take(logits.subarray(row * vocabSize, (row + 1) * vocabSize))),
    )
    const going = [...this.#active.keys()].filter((row) => !this.#active[row]!.draft.isFinished)
    const ended = this.#active.filter(({ draft }) => draft.isFinished)
    const isSame = going.length === this.#active.length
    this.#active = going.map((row) => this.#active[row]!)
    for (const { draft, resolve } of ended) resolve(await draft.finished())
    if (going.length === 0) {
      this.#rows = null
      return
    }
    const kept = isSame ? memory : memory.kept(going)
    this.#rows = await this.#session.step(
      { memory: kept, logits },
      going.map((row) => next[row]!),
    )
  }

  #dropAborted(): void {
    const isAborted = ({ signal }: Job) => signal?.aborted === true
    for (const { signal, reject } of [...this.#waiting, ...this.#active].filter(isAborted)) reject(signal!.reason)
    this.#waiting.splice(0, this.#waiting.length, ...this.#waiting.filter((job) => !isAborted(job)))
    if (!this.#active.some(isAborted)) return
    const going = [...this.#active.keys()].filter((row) => !isAborted(this.#active[row]!))
    this.#rows = going.length > 0 ? this.#only(this.#rows!, going) : null
    this.#active = going.map((row) => this.#active[row]!)
  }

  #only({ memory, logits }: Rows, texts: readonly number[]): Rows {
    const { vocabSize } = this.#session
    const kept = new Float32Array(texts.length * vocabSize)
    for (const [at, row] of texts.entries())
      kept.set(logits.subarray(row * vocabSize, (row + 1) * vocabSize), at * vocabSize)
    return { memory: memory.kept(texts), logits: kept }
  }

  /** Reads what waits, as far as there is room. */
  async #admit(): Promise<void> {
    const arrived = this.#waiting.splice(0, this.#settings.maxTexts - this.#active.length)
    if (arrived.length === 0) return
    const read = await this.#session.read(arrived.map(({ draft }) => draft.request.prompt))
    const before = this.#rows
    this.#rows = before
      ? { memory: before.memory.joined(read.memory), logits: joined(before.logits, read.logits) }
      : read
    this.#active.push(...arrived)
  }
}

function joined(a: Float32Array, b: Float32Array): Float32Array {
  const both = new Float32Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
