import { AppError } from '@plackett/contracts'
import { z } from 'zod'
import { decodeNgramFeatures } from '../ngram-features/features-file.ts'
import type { NgramFeatures } from '../ngram-features/ngram-features.ts'
import {
  artefactFiles,
  hashOf,
  type ModelFiles,
  modelHashOf,
  type RewardModelConfig,
  rewardModelConfig,
} from './reward-artefact.ts'

export interface OpenedModelFiles {
  config: RewardModelConfig
  features: NgramFeatures
  modelHash: string
}

/** Checks a model's files against each other and reads them; MODEL_FILE_INVALID names the file and what is wrong. */
export function openModelFiles(place: string, files: ModelFiles): OpenedModelFiles {
  const config = reading(place, artefactFiles.config, () => configOf(files[artefactFiles.config]))
  for (const name of [artefactFiles.features, artefactFiles.model]) {
    reading(place, name, () => {
      if (hashOf(files[name]) !== config.files[name]) throw new Error('its content is not what config.json names')
    })
  }
  const features = reading(place, artefactFiles.features, () => decodeNgramFeatures(files[artefactFiles.features]))
  return { config, features, modelHash: modelHashOf(files) }
}

function configOf(bytes: Uint8Array): RewardModelConfig {
  const parsed = rewardModelConfig.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error))
  return parsed.data
}

function reading<T>(place: string, file: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    const problem = `${file}: ${error instanceof Error ? error.message : String(error)}`
    throw new AppError('MODEL_FILE_INVALID', { place, problem }, { cause: error })
  }
}
