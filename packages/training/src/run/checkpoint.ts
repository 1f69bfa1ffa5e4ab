import { createHash } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { Tensor } from 'onnxruntime-node'
import type { State } from './trainer.ts'

/** Where a run stands between two steps. */
export interface Position {
  /** Validation losses by trial and epoch, as far as they are known; the last trial may be in progress. */
  losses: number[][]
  /** Validation losses of the fit that makes the model, by epoch, where it keeps its best weights. */
  validation: number[]
  /** Which trial is being fitted; null in the fit that makes the model. */
  trial: number | null
  /** Whole epochs done of the present fit, and batches done of the next one. */
  epoch: number
  batch: number
  steps: number
}

export interface Checkpoint {
  position: Position
  state: State
}

const formatLine = 'plackett-checkpoint-2'

/**
 * The one checkpoint of a run, as a file: a line with the format, a line with the SHA-256 of the rest, a line of JSON,
 * then the state's float32 values. A file of another run (other data, config or code) or a damaged one is passed over.
 */
export class CheckpointFile {
  readonly #directory: string
  readonly #fingerprint: string

  /** `fingerprint` stands for everything that decides the run's numbers. */
  constructor(directory: string, fingerprint: string) {
    this.#directory = directory
    this.#fingerprint = fingerprint
  }

  get #path(): string {
    return join(this.#directory, 'checkpoint.bin')
  }

  save({ position, state }: Checkpoint): void {
    const tensors = [...state].map(([name, { dims }]) => ({ name, dims }))
    const header = Buffer.from(`${JSON.stringify({ fingerprint: this.#fingerprint, position, tensors })}\n`)
    const body = [header, ...[...state.values()].map(({ data }) => bytesOf(data as Float32Array))]
    mkdirSync(this.#directory, { recursive: true })
    const draft = `${this.#path}.part`
    writeAll(draft, [Buffer.from(`${formatLine}\n${sha256(body)}\n`), ...body])
    renameSync(draft, this.#path)
  }

  load(): Checkpoint | null {
    const bytes = readIfThere(this.#path)
    if (bytes === null) return null
    const [format, hash] = bytes.subarray(0, 128).toString('latin1').split('\n')
    const body = bytes.subarray(formatLine.length + 1 + 64 + 1)
    if (format !== formatLine || hash !== sha256([body])) return null
    const headerEnd = body.indexOf('\n')
    const header = JSON.parse(body.subarray(0, headerEnd).toString())
    if (header.fingerprint !== this.#fingerprint) return null
    return { position: header.position, state: tensorsFrom(body.subarray(headerEnd + 1), header.tensors) }
  }

  remove(): void {
    rmSync(this.#path, { force: true })
  }
}

function tensorsFrom(values: Buffer, tensors: { name: string; dims: number[] }[]): State {
  let offset = 0
  return new Map(
    tensors.map(({ name, dims }) => {
      const bytes = 4 * dims.reduce((product, dim) => product * dim, 1)
      const data = new Float32Array(Uint8Array.from(values.subarray(offset, offset + bytes)).buffer)
      offset += bytes
      return [name, new Tensor('float32', data, dims)]
    }),
  )
}

function bytesOf(data: Float32Array): Buffer {
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength)
}

function sha256(parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

/** One after the other, so that a large state is never there twice. */
function writeAll(path: string, parts: readonly Uint8Array[]): void {
  const file = openSync(path, 'w')
  try {
    for (const part of parts) for (let at = 0; at < part.length; ) at += writeSync(file, part, at)
  } finally {
    closeSync(file)
  }
}

function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
