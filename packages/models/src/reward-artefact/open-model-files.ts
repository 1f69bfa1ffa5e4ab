import { AppError } from '@plackett/contracts'
import { decodeNgramFeatures } from '../ngram-features/features-file.ts'
import { RewardTexts } from '../text/reward-texts.ts'
import { type ModelReader, NgramReader, TokenReader } from './model-reader.ts'
import {
  artefactFiles,
  hashOf,
  isTransformerConfig,
  type ModelFiles,
  modelHashOf,
  type RewardModelConfig,
  readModelConfig,
} from './reward-artefact.ts'

export interface OpenedModelFiles {
  config: RewardModelConfig
  /** Makes inputs of the graph from texts. */
  reader: ModelReader
  modelHash: string
}

/** The names of the files of a model with this config.json, itself included. */
export function modelFileNames(place: string, config: Uint8Array): string[] {
  const { files } = reading(place, artefactFiles.config, () => readModelConfig(config))
  return [artefactFiles.config, ...Object.keys(files)]
}

/** Checks a model's files against each other and reads them; MODEL_FILE_INVALID names the file and what is wrong. */
export async function openModelFiles(place: string, files: ModelFiles): Promise<OpenedModelFiles> {
  const config = reading(place, artefactFiles.config, () => readModelConfig(files[artefactFiles.config]!))
  for (const [name, hash] of Object.entries(config.files)) {
    reading(place, name, () => {
      if (!files[name]) throw new Error('it is not there')
      if (hashOf(files[name]) !== hash) throw new Error('its content is not what config.json names')
    })
  }
  return { config, reader: await readerOf(place, config, files), modelHash: modelHashOf(files) }
}

async function readerOf(place: string, config: RewardModelConfig, files: ModelFiles): Promise<ModelReader> {
  if (isTransformerConfig(config)) {
    const texts = await RewardTexts.open(config.text, files[artefactFiles.tokenizer]!, place)
    return new TokenReader(texts, config.text)
  }
  const { features } = artefactFiles
  return new NgramReader(reading(place, features, () => decodeNgramFeatures(files[features]!)))
}

function reading<T>(place: string, file: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    const problem = `${file}: ${error instanceof Error ? error.message : String(error)}`
    throw new AppError('MODEL_FILE_INVALID', { place, problem }, { cause: error })
  }
}
