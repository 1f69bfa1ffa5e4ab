import { AppError, maxScoreItems } from '@plackett/contracts'
import { z } from 'zod'
import { type SplitText, splitText } from '../../text/split-text.ts'
import { chatMessages, splitConversation } from './chat-body.ts'
import type { Scored } from './dialect.ts'
import { requireWhole, sigmoid } from './rewards-of.ts'

/** Fields that vLLM's pooling requests share. What has no bearing on a reward (user, cache_salt …) is passed over. */
export const commonFields = {
  model: z.string().nullish(),
  truncate_prompt_tokens: z.number().int().min(-1).nullish(),
  use_activation: z.boolean().nullish(),
  /** Its name before vLLM 0.11.2. */
  activation: z.boolean().nullish(),
}

const input = z.union([
  z.string(),
  z.array(z.string()).max(maxScoreItems),
  z.array(z.number()),
  z.array(z.array(z.number())),
])

/** Either rendered texts or one conversation. */
export const inputFields = { input: input.optional(), messages: chatMessages.optional() }

interface TextInput {
  input?: z.infer<typeof input> | undefined
  messages?: z.infer<typeof chatMessages> | undefined
}

export function textsOf({ input, messages }: TextInput): SplitText[] {
  if (messages) return [splitConversation(messages)]
  if (input === undefined) throw new AppError('INVALID_INPUT', { problem: 'input: it is missing, as are messages' })
  const texts = typeof input === 'string' ? [input] : input
  return texts.map((text) => {
    if (typeof text === 'string') return splitText(text)
    throw new AppError('INVALID_INPUT', { problem: 'input: this model reads texts, not ids of tokens' })
  })
}

interface CommonFields {
  truncate_prompt_tokens?: number | null | undefined
  use_activation?: boolean | null | undefined
  activation?: boolean | null | undefined
}

/** Too long a text is refused, unless the request asks to cut it; it is cut where the model was trained to cut. */
export function requireFitting({ truncate_prompt_tokens }: CommonFields, { results }: Scored): void {
  if (truncate_prompt_tokens === undefined || truncate_prompt_tokens === null) requireWhole(results)
}

/** vLLM's classifiers answer σ(reward), unless the request asks for the reward itself. */
export function activated({ use_activation, activation }: CommonFields, reward: number): number {
  return (use_activation ?? activation ?? true) ? sigmoid(reward) : reward
}

export function usageOf({ tokens }: Scored) {
  return { prompt_tokens: tokens, total_tokens: tokens, completion_tokens: 0, prompt_tokens_details: null }
}
