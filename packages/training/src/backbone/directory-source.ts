import { readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { AppError, builtInBackbones, type RewardTrainingConfig } from '@plackett/contracts'
import { type ModelDirectory, readArchitecture, readModelJson, readTextSettings, readWeights } from '@plackett/models'
import type { ModelSource } from './model-source.ts'

/**
 * A model as Hugging Face writes it: config.json, tokenizer.json and safetensors. Throws BACKBONE_NOT_FOUND where there is no such
 * folder, MODEL_FILE_INVALID where something in it is missing or damaged.
 */
export async function directorySource(config: RewardTrainingConfig): Promise<ModelSource> {
  const files = modelDirectory(config.backbone)
  const architecture = await readModelJson(files, 'config.json')
  if (architecture === undefined) {
    const known = builtInBackbones.join(', ')
    throw new AppError('BACKBONE_NOT_FOUND', { backbone: config.backbone, known })
  }
  const read = readArchitecture(architecture, files.place)
  const tokenizer = await files.read('tokenizer.json')
  if (!tokenizer) throw new AppError('MODEL_FILE_INVALID', { place: files.place, problem: 'tokenizer.json is missing' })
  const { maxLength, truncation } = config
  const text = await readTextSettings(files, { architecture: read, maxTokens: maxLength, truncation })
  return {
    name: basename(resolve(config.backbone)),
    place: files.place,
    architecture: architecture as Record<string, unknown>,
    tokenizer,
    text,
    tensors: await readWeights(files),
  }
}

/** The files of a folder by name; a name that is a folder, or is not there, is no file. */
function modelDirectory(place: string): ModelDirectory {
  return {
    place,
    read: async (name) => {
      try {
        return new Uint8Array(await readFile(join(place, name)))
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException
        if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined
        throw new AppError('FILE_UNREADABLE', { file: join(place, name), problem: message }, { cause: error })
      }
    },
  }
}
