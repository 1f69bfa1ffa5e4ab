import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ReinforcementEvaluation, ReinforcementRound } from '@plackett/contracts'
import { readSafetensors, writeSafetensors } from '@plackett/models'
import type { Weights } from './learner.ts'

export interface RunPosition {
  rounds: ReinforcementRound[]
  evaluations: ReinforcementEvaluation[]
  beta: number
  steps: number
}

export interface KeptRun {
  position: RunPosition
  state: Weights
  best: Weights
}

const formatLine = 'plackett-reinforcement-1'

/**
 * What a run needs to go on, as one file: a line with the format, one with the SHA-256 of the rest, one of JSON, then two
 * safetensors. A damaged file, or one of another run, is passed over.
 */
export class RunFile {
  readonly #directory: string
  readonly #fingerprint: string

  /** `input` stands for everything that decides the run's numbers. */
  constructor(directory: string, input: object) {
    this.#directory = directory
    this.#fingerprint = createHash('sha256').update(JSON.stringify(input)).digest('hex')
  }

  get #path(): string {
    return join(this.#directory, 'reinforcement.bin')
  }

  async save({ position, state, best }: KeptRun): Promise<void> {
    const [first, second] = [state, best].map((weights) => writeSafetensors(weights))
    const header = JSON.stringify({ fingerprint: this.#fingerprint, position, stateBytes: first!.length })
    const body = Buffer.concat([Buffer.from(`${header}\n`), first!, second!])
    await mkdir(this.#directory, { recursive: true })
    const draft = `${this.#path}.part`
    await writeFile(draft, Buffer.concat([Buffer.from(`${formatLine}\n${hashOf(body)}\n`), body]))
    await rename(draft, this.#path)
  }

  async load(): Promise<KeptRun | null> {
    const bytes = await readFile(this.#path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw error
    })
    if (bytes === null) return null
    const [format, hash] = bytes.subarray(0, 128).toString('latin1').split('\n')
    const body = bytes.subarray(formatLine.length + 1 + 64 + 1)
    if (format !== formatLine || hash !== hashOf(body)) return null
    const end = body.indexOf('\n')
    const { fingerprint, position, stateBytes } = JSON.parse(body.subarray(0, end).toString())
    if (fingerprint !== this.#fingerprint) return null
    const tensors = body.subarray(end + 1)
    const read = (part: Uint8Array) => new Map(readSafetensors(part, this.#path).tensors)
    return { position, state: read(tensors.subarray(0, stateBytes)), best: read(tensors.subarray(stateBytes)) }
  }

  async remove(): Promise<void> {
    await rm(this.#path, { force: true })
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
