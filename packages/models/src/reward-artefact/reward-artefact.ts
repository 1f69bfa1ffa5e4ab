import { createHash } from 'node:crypto'
import { objectives } from '@plackett/contracts'
import { z } from 'zod'
import { poolings } from '../architectures/blocks/pooling.ts'
import { textSettings } from '../text/text-settings.ts'

/** The files of a reward model. The report and the card are about the model and not part of it. */
export const artefactFiles = {
  config: 'config.json',
  features: 'features.json',
  tokenizer: 'tokenizer.json',
  model: 'model.onnx',
  report: 'report.json',
  card: 'README.md',
} as const

export const artefactFormat = 'plackett-reward-1'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

const common = {
  format: z.literal(artefactFormat),
  objective: z.enum(objectives),
  seed: z.number().int().min(0),
  epochs: z.number().int().min(1),
  learningRate: z.number().positive(),
  batchSize: z.number().int().min(1),
  /** Taken off the network's rewards inside model.onnx, so that their mean over the training completions is 0. */
  offset: z.number(),
  /** Standard deviation of the rewards over the training completions. */
  scale: z.number().min(0),
}

const ngramModelConfig = z.object({
  ...common,
  backbone: z.literal('ngram'),
  files: z.object({ [artefactFiles.features]: sha256, [artefactFiles.model]: sha256 }),
})

/** What a transformer was made with. `architecture` is the config.json of its backbone, as Hugging Face writes it. */
const transformerModelConfig = z.object({
  ...common,
  /** What the backbone is called: `tiny`, `small`, or the folder that it came from. */
  backbone: z.string().min(1),
  pooling: z.enum(poolings),
  text: textSettings,
  architecture: z.record(z.string(), z.unknown()),
  /** Odds are reward differences divided by this (1: taken as they are). */
  temperature: z.number().positive(),
  files: z.object({ [artefactFiles.tokenizer]: sha256, [artefactFiles.model]: sha256 }),
})
export type TransformerModelConfig = z.infer<typeof transformerModelConfig>

/** What a model was made with, and the hashes of its other files. */
export type RewardModelConfig = z.infer<typeof ngramModelConfig> | TransformerModelConfig

/** Reads a config.json; throws an Error that says what is wrong with it. */
export function readModelConfig(bytes: Uint8Array): RewardModelConfig {
  const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  const isTransformer = typeof json === 'object' && json !== null && 'text' in json
  const parsed = (isTransformer ? transformerModelConfig : ngramModelConfig).safeParse(json)
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error))
  return parsed.data
}

export function isTransformerConfig(config: RewardModelConfig): config is TransformerModelConfig {
  return 'text' in config
}

/** The files that make a model, by name: its config, its graph, and what it reads texts by. */
export type ModelFiles = Readonly<Record<string, Uint8Array>>

/** SHA-256 in hexadecimal. */
export function hashOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** The name of a model by its content: SHA-256 over the sorted lines `name<TAB>sha256<LF>` of its files. */
export function modelHashOf(files: ModelFiles): string {
  const lines = Object.entries(files).map(([name, bytes]) => `${name}\t${hashOf(bytes)}\n`)
  return hashOf(lines.sort().join(''))
}
