import type { Generated, GeneratedToken } from '../policy/policy.types.ts'

/** What all of an answer's pieces begin with. */
export interface AnswerHead {
  readonly id: string
  readonly created: number
  readonly model: string
}

export function usageOf(all: readonly Generated[]) {
  const prompt_tokens = sum(all.map(({ promptIds }) => promptIds.length))
  const completion_tokens = sum(all.map(({ ids }) => ids.length))
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens }
}

export function completionAnswer(head: AnswerHead, all: readonly Generated[]) {
  const choices = all.map((generated, index) => ({
    index,
    text: generated.text,
    finish_reason: generated.finishReason,
    logprobs: completionLogprobs(generated),
  }))
  return { ...head, object: 'text_completion', choices, usage: usageOf(all) }
}

function completionLogprobs({ tokens }: Generated) {
  if (tokens === null) return null
  let offset = 0
  return {
    tokens: tokens.map(({ text }) => text),
    token_logprobs: tokens.map(({ logProbability }) => logProbability),
    top_logprobs: tokens.map(({ likeliest }) =>
      Object.fromEntries(likeliest.map(({ text, logProbability }) => [text, logProbability])),
    ),
    text_offset: tokens.map(({ text }) => {
      offset += text.length
      return offset - text.length
    }),
  }
}

export function chatAnswer(head: AnswerHead, all: readonly Generated[]) {
  const choices = all.map(({ text, finishReason, tokens }, index) => ({
    index,
    message: { role: 'assistant', content: text, refusal: null },
    finish_reason: finishReason,
    logprobs: tokens && {
      content: tokens.map((token) => ({ ...chatToken(token), top_logprobs: token.likeliest.map(chatToken) })),
    },
  }))
  return { ...head, object: 'chat.completion', choices, usage: usageOf(all) }
}

function chatToken({ text, logProbability }: GeneratedToken) {
  return { token: text, logprob: logProbability, bytes: [...new TextEncoder().encode(text)] }
}

/** A piece of a streamed answer; the last of a choice has no text and says why it ended. */
export interface Piece {
  readonly index: number
  readonly text: string
  readonly finishReason: Generated['finishReason'] | null
}

export function completionPiece(head: AnswerHead, { index, text, finishReason }: Piece) {
  const choices = [{ index, text, finish_reason: finishReason, logprobs: null }]
  return { ...head, object: 'text_completion', choices }
}

export function chatPiece(head: AnswerHead, { index, text, finishReason }: Piece) {
  const delta = finishReason === null ? { role: 'assistant', content: text } : {}
  return { ...head, object: 'chat.completion.chunk', choices: [{ index, delta, finish_reason: finishReason }] }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
