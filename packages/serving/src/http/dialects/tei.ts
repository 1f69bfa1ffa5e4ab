import { type AppError, type ErrorCode, maxScoreItems } from '@plackett/contracts'
import { z } from 'zod'
import { type SplitText, splitText } from '../../text/split-text.ts'
import { type Dialect, type Refusal, route } from './dialect.ts'
import { requireWhole, rewardsOf, sigmoid } from './rewards-of.ts'
import { pairOf } from './vllm.ts'

const settings = {
  truncate: z.boolean().nullish(),
  truncation_direction: z.enum(['Left', 'Right', 'left', 'right']).nullish(),
  raw_scores: z.boolean().default(false),
}

/** One text, or a pair of two: a list of two strings is never a batch. */
const input = z.union([z.string().transform((text) => [text]), z.array(z.string()).min(1).max(2)])
const predictRequest = z.object({
  ...settings,
  inputs: z.union([
    input.transform((one) => ({ isBatch: false, inputs: [one] })),
    z
      .array(z.array(z.string()).min(1).max(2))
      .max(maxScoreItems)
      .transform((inputs) => ({ isBatch: true, inputs })),
  ]),
})

const rerankRequest = z.object({
  ...settings,
  query: z.string(),
  texts: z.array(z.string()).max(maxScoreItems),
  return_text: z.boolean().default(false),
})

/** Text Embeddings Inference, with its status codes: what is too long is refused unless the request says `truncate`. */
export const tei: Dialect = {
  name: 'tei',
  routes: [
    route({
      method: 'POST',
      paths: ['/predict'],
      body: predictRequest,
      refuse: teiRefusal,
      async answer({ inputs: { isBatch, inputs }, truncate, raw_scores }, { score }) {
        const { results } = await score(inputs.map(splitInput), null)
        if (!truncate) requireWhole(results)
        const predictions = rewardsOf(results).map((reward) => [
          { score: raw_scores ? reward : sigmoid(reward), label: 'LABEL_0' },
        ])
        return isBatch ? predictions : predictions[0]
      },
    }),
    route({
      method: 'POST',
      paths: ['/rerank'],
      isMine: (body) => typeof body === 'object' && body !== null && 'texts' in body,
      body: rerankRequest,
      refuse: teiRefusal,
      async answer({ query, texts, truncate, raw_scores, return_text }, { score }) {
        const { results } = await score(
          texts.map((text) => pairOf(query, text)),
          null,
        )
        if (!truncate) requireWhole(results)
        return rewardsOf(results)
          .map((reward, index) => ({ index, reward }))
          .sort((a, b) => b.reward - a.reward)
          .map(({ index, reward }) => ({
            index,
            ...(return_text && { text: texts[index] }),
            score: raw_scores ? reward : sigmoid(reward),
          }))
      },
    }),
  ],
}

function splitInput([first, second]: string[]): SplitText {
  return second === undefined ? splitText(first!) : pairOf(first!, second)
}

const refusals: Partial<Record<ErrorCode, { status: number; type: string }>> = {
  EMPTY_COMPLETION: { status: 400, type: 'empty' },
  SCORE_NOT_FINITE: { status: 424, type: 'backend' },
  INTERNAL: { status: 424, type: 'backend' },
  OVERLOADED: { status: 429, type: 'overloaded' },
  RATE_LIMITED: { status: 429, type: 'overloaded' },
  NO_PRODUCTION_MODEL: { status: 503, type: 'unhealthy' },
  INVALID_INPUT: { status: 422, type: 'validation' },
  INPUT_TOO_LONG: { status: 422, type: 'validation' },
}

function teiRefusal({ code, status, message }: AppError): Refusal {
  const refusal = refusals[code] ?? { status, type: 'validation' }
  return { status: refusal.status, body: { error: message, error_type: refusal.type } }
}
