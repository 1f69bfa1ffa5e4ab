import { type AppError, maxScoreItems } from '@plackett/contracts'
import { z } from 'zod'
import { type Dialect, type Refusal, route } from './dialect.ts'
import { openaiRefusal } from './openai-refusal.ts'
import { responseId } from './response-id.ts'
import { rewardsOf } from './rewards-of.ts'
import { pairOf } from './vllm.ts'
import { activated, commonFields } from './vllm-body.ts'

const document = z.union([z.string(), z.object({ text: z.string() }).transform(({ text }) => text)])

const request = z.object({
  ...commonFields,
  query: z.string(),
  documents: z.array(document).max(maxScoreItems),
  /** 0 and null mean all. */
  top_n: z.number().int().min(0).nullish(),
  return_documents: z.boolean().nullish(),
})

/**
 * Rerankers as Cohere, Jina and vLLM speak: the answer has the fields of all three. What is too long is cut, as Cohere
 * does without being asked, and said so in the header.
 */
export const rerank: Dialect = {
  name: 'rerank',
  routes: [
    route({
      method: 'POST',
      paths: ['/v2/rerank', '/v1/rerank', '/rerank'],
      body: request,
      refuse,
      async answer(body, { score }) {
        const { query, documents, top_n, return_documents } = body
        const scored = await score(
          documents.map((text) => pairOf(query, text)),
          body.model,
        )
        const results = rewardsOf(scored.results)
          .map((reward, index) => ({ index, reward }))
          .sort((a, b) => b.reward - a.reward)
          .slice(0, top_n || documents.length)
          .map(({ index, reward }) => ({
            index,
            ...(return_documents !== false && { document: { text: documents[index], multi_modal: null } }),
            relevance_score: activated(body, reward),
          }))
        return {
          id: responseId('rerank-'),
          model: scored.model,
          usage: { prompt_tokens: scored.tokens, total_tokens: scored.tokens },
          results,
          meta: { api_version: { version: '2' }, billed_units: { search_units: 1 } },
        }
      },
    }),
  ],
}

/** Cohere's clients read `message`, Jina's `detail`, vLLM's `error`. Overload is 429, which they try again. */
function refuse(error: AppError): Refusal {
  const { status, body } = openaiRefusal(error)
  const isOverload = error.code === 'OVERLOADED'
  return { status: isOverload ? 429 : status, body: { ...(body as object), detail: error.message } }
}
