import { AppError } from '@plackett/contracts'
import { z } from 'zod'
import type { GenerationPrompt, GenerationRequest } from '../policy/policy.types.ts'
import { samplingSettings } from '../sampling/sampling-settings.ts'

const { topK, topP, minP, temperature, repetitionPenalty, presencePenalty, frequencyPenalty } = samplingSettings.shape

/** What OpenAI's two endpoints share, with the additions of vLLM; null is as good as absent, as their clients send it. */
const common = {
  model: z.string().nullish(),
  n: z.int().min(1).max(128).nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
  stop: z.union([z.string().transform((stop) => [stop]), z.array(z.string()).max(16)]).nullish(),
  seed: z.int().nullish(),
  temperature: temperature.unwrap().nullish(),
  top_p: topP.unwrap().nullish(),
  presence_penalty: presencePenalty.unwrap().nullish(),
  frequency_penalty: frequencyPenalty.unwrap().nullish(),
  // vLLM says −1 where it means all.
  top_k: z.union([z.literal(-1).transform(() => 0), topK.unwrap()]).nullish(),
  min_p: minP.unwrap().nullish(),
  repetition_penalty: repetitionPenalty.unwrap().nullish(),
}

const ids = z.array(z.int().min(0)).min(1)
const maxTokens = z.int().min(1).nullish()

export const completionBody = z
  .object({
    ...common,
    prompt: z.union([z.string(), ids, z.array(z.string()).min(1).max(128), z.array(ids).min(1).max(128)]),
    max_tokens: maxTokens,
    logprobs: z.int().min(0).max(20).nullish(),
    echo: z.literal(false).nullish(),
    best_of: z.int().nullish(),
    suffix: z.literal('').nullish(),
  })
  .refine(({ best_of, n }) => (best_of ?? n ?? 1) === (n ?? 1), { path: ['best_of'], error: 'it is not supported' })

const textPart = z.object({ type: z.literal('text'), text: z.string() })
const content = z.union([z.string(), z.array(textPart).transform((parts) => parts.map(({ text }) => text).join(''))])
const chatMessage = z.object({
  // The name that newer models have for the system's voice.
  role: z.union([z.enum(['system', 'user', 'assistant']), z.literal('developer').transform(() => 'system' as const)]),
  content,
})

export const chatBody = z.object({
  ...common,
  messages: z.array(chatMessage).min(1),
  max_tokens: maxTokens,
  max_completion_tokens: maxTokens,
  logprobs: z.boolean().nullish(),
  top_logprobs: z.int().min(0).max(20).nullish(),
})

export type CompletionBody = z.infer<typeof completionBody>
export type ChatBody = z.infer<typeof chatBody>

/** Tokens that OpenAI's older endpoint writes where nobody says how many. */
const usualTokens = 16

/** One request a choice: every prompt, n times, each with a seed of its own. */
export function completionRequests(body: CompletionBody, seed: number): GenerationRequest[] {
  const { prompt, logprobs } = body
  const prompts: GenerationPrompt[] = isList(prompt) ? prompt : [prompt as string | number[]]
  const maxTokens = body.max_tokens ?? usualTokens
  return prompts.flatMap((each, at) =>
    copies(body, { prompt: each, maxTokens, topLogProbabilities: logprobs ?? null, seed: seed + at * (body.n ?? 1) }),
  )
}

export function chatRequests(body: ChatBody, seed: number): GenerationRequest[] {
  const { messages, logprobs, top_logprobs } = body
  return copies(body, {
    prompt: messages,
    maxTokens: body.max_completion_tokens ?? body.max_tokens ?? null,
    topLogProbabilities: logprobs ? (top_logprobs ?? 0) : null,
    seed,
  })
}

function isList(prompt: CompletionBody['prompt']): prompt is string[] | number[][] {
  return Array.isArray(prompt) && typeof prompt[0] !== 'number'
}

function copies(
  body: CompletionBody | ChatBody,
  request: Pick<GenerationRequest, 'prompt' | 'maxTokens' | 'topLogProbabilities' | 'seed'>,
): GenerationRequest[] {
  if (body.stream && request.topLogProbabilities !== null)
    throw new AppError('INVALID_INPUT', { problem: 'log-probabilities are told without stream only' })
  const settings = samplingSettings.parse({
    temperature: body.temperature ?? undefined,
    topP: body.top_p ?? undefined,
    topK: body.top_k ?? undefined,
    minP: body.min_p ?? undefined,
    repetitionPenalty: body.repetition_penalty ?? undefined,
    presencePenalty: body.presence_penalty ?? undefined,
    frequencyPenalty: body.frequency_penalty ?? undefined,
  })
  return Array.from({ length: body.n ?? 1 }, (_, at) => ({
    ...request,
    settings,
    stop: body.stop ?? [],
    seed: request.seed + at,
  }))
}
