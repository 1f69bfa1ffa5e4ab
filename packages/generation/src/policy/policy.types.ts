import { message } from '@plackett/contracts'
import { z } from 'zod'
import { writeRequest } from '../write/write-request.ts'

/** What a policy is asked: to go on with a text, with token ids, or to answer in a conversation. */
export const generationPrompt = z.union([z.string(), z.array(z.int().min(0)).min(1), z.array(message).min(1)])
export type GenerationPrompt = z.infer<typeof generationPrompt>

export const generationRequest = writeRequest
  .omit({ prompt: true, maxTokens: true })
  .extend({ prompt: generationPrompt, maxTokens: z.int().min(1).nullable().default(null) })
/** `maxTokens` null writes until the model ends or its context is full. */
export type GenerationRequest = z.infer<typeof generationRequest>

export interface GeneratedToken {
  id: number
  text: string
  logProbability: number
}

export interface Generated {
  text: string
  /** Ids of the prompt, special tokens included, and of what was written, the end token included. */
  promptIds: number[]
  ids: number[]
  finishReason: 'stop' | 'length'
  tokens: (GeneratedToken & { likeliest: GeneratedToken[] })[] | null
}
