import { readFileSync } from 'node:fs'
import { type Architecture, readArchitecture, readModelJson, readSafetensors, readWeights } from '@plackett/models'
import { type Tensor, tensorFrom } from '@plackett/onnx'
import { readBytes, readJson, sharedPath } from './reference.ts'
import { filesOf } from './reference-model.ts'
import type { Feeds } from './run-graph.ts'

/** A run as the folder records it. */
export interface ReferenceRun {
  readonly folder: string
  readonly architecture: Architecture
  /** The weights of its model before the first step, as the files have them. */
  readonly tensors: ReadonlyMap<string, Tensor>
  /** The batches of one epoch; the second repeats them. */
  readonly batches: readonly Feeds[]
  readonly log: readonly LogLine[]
  readonly config: RunConfig
}

export interface LogLine {
  readonly step: number
  readonly loss: number
  readonly grad_norm: number
  readonly learning_rate: number
  readonly rewards_chosen: number[]
  readonly rewards_rejected: number[]
  readonly micro_losses: number[]
  readonly 'rewards/margins': number
}

interface RunConfig {
  readonly decayed: string[]
  readonly steps: number
  readonly warmup_steps: number
  readonly settings: { learning_rate: number; beta: number }
}

/** Opens a run; `model` is where its weights are before the first step. */
export async function openRun(run: string, model: string): Promise<ReferenceRun> {
  const folder = `reference/runs/${run}`
  const files = filesOf('reference/runs', model)
  return {
    folder,
    architecture: readArchitecture(await readModelJson(files, 'config.json'), run),
    tensors: await readWeights(files),
    batches: batchesIn(folder, 'batches.safetensors'),
    log: logOf(folder),
    config: readJson<RunConfig>(folder, 'config.json'),
  }
}

/** Batches by their prefix, in order, whole numbers as int64. */
export function batchesIn(folder: string, file: string): Feeds[] {
  const { tensors } = readSafetensors(readBytes(folder, file), folder)
  const prefixes = [...new Set([...tensors.keys()].map((name) => name.split('.')[0]!))].sort()
  return prefixes.map((prefix) => {
    const own = [...tensors].filter(([name]) => name.startsWith(`${prefix}.`))
    return Object.fromEntries(own.map(([name, tensor]) => [name.slice(prefix.length + 1), widened(tensor)]))
  })
}

export function weightsIn(...names: string[]): ReadonlyMap<string, Tensor> {
  return readSafetensors(readBytes(...names), names.join('/')).tensors
}

export function widened(tensor: Tensor): Tensor {
  const { type, dims, data } = tensor
  return type === 'float32' ? tensor : tensorFrom('int64', dims, Array.from(data as Int32Array))
}

function logOf(folder: string): LogLine[] {
  const lines = readFileSync(sharedPath(folder, 'log.jsonl'), 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line) as LogLine)
}
