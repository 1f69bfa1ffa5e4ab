import { AppError } from '@plackett/contracts'
import type { Tensor } from '@plackett/onnx'
import { readSafetensors } from './safetensors.ts'

/** A model's folder as its owner hands it in: undefined where there is no such file. */
export interface ModelDirectory {
  /** What errors call the folder. */
  readonly place: string
  read(name: string): Promise<Uint8Array | undefined>
}

/** All tensors of a Hugging Face directory, from model.safetensors or from the shards that its index lists. */
export async function readWeights(files: ModelDirectory): Promise<Map<string, Tensor>> {
  const single = await files.read('model.safetensors')
  if (single) return new Map(readSafetensors(single, `${files.place}, model.safetensors`).tensors)
  const index = await readModelJson(files, 'model.safetensors.index.json')
  const refuse = (problem: string): never => {
    throw new AppError('MODEL_FILE_INVALID', { place: files.place, problem })
  }
  if (index === undefined) return refuse('there is neither model.safetensors nor model.safetensors.index.json')
  const places = shardsOf(index) ?? refuse('model.safetensors.index.json has no weight_map of names to files')
  const found = new Map<string, Tensor>()
  for (const shard of new Set(places.values())) {
    const bytes = (await files.read(shard)) ?? refuse(`the shard ${shard} is missing`)
    for (const [name, tensor] of readSafetensors(bytes, `${files.place}, ${shard}`).tensors) {
      if (places.get(name) !== shard) refuse(`the tensor ${name} is in ${shard}, where the index does not have it`)
      found.set(name, tensor)
    }
  }
  for (const [name, shard] of places) if (!found.has(name)) refuse(`the tensor ${name} is not in ${shard}`)
  return found
}

/** A JSON file of the folder; undefined where it is absent. */
export async function readModelJson(files: ModelDirectory, name: string): Promise<unknown> {
  const bytes = await files.read(name)
  if (bytes === undefined) return undefined
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw new AppError('MODEL_FILE_INVALID', { place: files.place, problem: `${name} is not JSON` }, { cause: error })
  }
}

/** Where each tensor is; a shard is a plain file name, so that an index cannot reach out of the folder. */
function shardsOf(index: unknown): Map<string, string> | undefined {
  const map = (index as { weight_map?: unknown } | null)?.weight_map
  if (typeof map !== 'object' || map === null || Array.isArray(map)) return undefined
  const entries = Object.entries(map)
  const isPlain = (shard: unknown) => typeof shard === 'string' && /^[\w-][\w.-]*\.safetensors$/.test(shard)
  return entries.every(([, shard]) => isPlain(shard)) ? new Map(entries as [string, string][]) : undefined
}
