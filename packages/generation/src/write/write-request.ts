import { z } from 'zod'
import { samplingSettings } from '../sampling/sampling-settings.ts'

/** A text to go on with, and how. */
export const writeRequest = z.object({
  /** The prompt as token ids. */
  prompt: z.array(z.int().min(0)).min(1),
  settings: samplingSettings,
  /** The most tokens to write. */
  maxTokens: z.int().min(1),
  /** Strings that end the text and are no part of it. */
  stop: z.array(z.string()).default([]),
  /** The same seed gives the same text. */
  seed: z.int(),
  /** How many of the likeliest tokens to tell at each place, with their log-probabilities; null for none at all. */
  topLogProbabilities: z.int().min(0).max(20).nullable().default(null),
})

export type WriteRequest = z.infer<typeof writeRequest>

export interface TokenLogProbability {
  id: number
  /** Under the model's own distribution, before temperature and filters. */
  logProbability: number
}

export interface WrittenToken extends TokenLogProbability {
  likeliest: TokenLogProbability[]
}

export interface Written {
  /** What was written, the end-of-text token included where it was written. */
  ids: number[]
  text: string
  /** `stop`: the model ended it, or a stop string did; `length`: it was as long as it may be. */
  finishReason: 'stop' | 'length'
  /** One a token, where asked for. */
  tokens: WrittenToken[] | null
}
