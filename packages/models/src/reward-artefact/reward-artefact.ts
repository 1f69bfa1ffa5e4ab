import { createHash } from 'node:crypto'
import { backbones, objectives } from '@plackett/contracts'
import { z } from 'zod'

/** The files of a reward model. The report is about the model and not part of it. */
export const artefactFiles = {
  config: 'config.json',
  features: 'features.json',
  model: 'model.onnx',
  report: 'report.json',
} as const

export const artefactFormat = 'plackett-reward-1'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** What a model was made with, and the hashes of its other files. */
export const rewardModelConfig = z.object({
  format: z.literal(artefactFormat),
  backbone: z.enum(backbones),
  objective: z.enum(objectives),
  seed: z.number().int().min(0),
  epochs: z.number().int().min(1),
  learningRate: z.number().positive(),
  batchSize: z.number().int().min(1),
  /** Taken off the network's rewards inside model.onnx, so that their mean over the training completions is 0. */
  offset: z.number(),
  /** Standard deviation of the rewards over the training completions. */
  scale: z.number().min(0),
  files: z.object({ [artefactFiles.features]: sha256, [artefactFiles.model]: sha256 }),
})
export type RewardModelConfig = z.infer<typeof rewardModelConfig>

/** The files that make a model, by name. */
export type ModelFiles = Record<'config.json' | 'features.json' | 'model.onnx', Uint8Array>

/** SHA-256 in hexadecimal. */
export function hashOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** The name of a model by its content: SHA-256 over the sorted lines `name<TAB>sha256<LF>` of its files. */
export function modelHashOf(files: ModelFiles): string {
  const lines = Object.entries(files).map(([name, bytes]) => `${name}\t${hashOf(bytes)}\n`)
  return hashOf(lines.sort().join(''))
}
