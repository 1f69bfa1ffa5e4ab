import { AppError, maxScoreItems } from '@plackett/contracts'
import { z } from 'zod'
import { completionOf, promptOf, type SplitText } from '../../text/split-text.ts'
import { type Dialect, route } from './dialect.ts'
import { openaiRefusal } from './openai-refusal.ts'
import { createdNow, responseId } from './response-id.ts'
import { rewardsOf } from './rewards-of.ts'
import { activated, commonFields, inputFields, requireFitting, textsOf, usageOf } from './vllm-body.ts'

const texts = z.union([z.string().transform((text) => [text]), z.array(z.string()).max(maxScoreItems)])
/** The names that vLLM has had for the two sides of a pair. */
const firstSides = ['queries', 'text_1', 'data_1'] as const
const secondSides = ['documents', 'items', 'text_2', 'data_2'] as const

const pairs = z
  .object({
    ...commonFields,
    ...Object.fromEntries([...firstSides, ...secondSides].map((name) => [name, texts.optional()])),
  })
  .transform((body, { addIssue }) => {
    const side = (names: readonly string[]) =>
      names.map((name) => (body as Record<string, unknown>)[name]).find((value) => value !== undefined)
    const [queries, documents] = [side(firstSides), side(secondSides)] as [string[]?, string[]?]
    if (!queries) addIssue({ code: 'custom', message: 'it is missing', path: ['queries'] })
    if (!documents) addIssue({ code: 'custom', message: 'it is missing', path: ['documents'] })
    return { ...body, queries: queries ?? [], documents: documents ?? [] }
  })

/** vLLM's pooling server, as verl and others ask it for rewards. Prompts are queries, completions are documents. */
export const vllm: Dialect = {
  name: 'vllm',
  routes: [
    route({
      method: 'POST',
      paths: ['/classify'],
      body: z.object({ ...commonFields, ...inputFields }),
      refuse: openaiRefusal,
      async answer(body, { score }) {
        const scored = await score(textsOf(body), body.model)
        requireFitting(body, scored)
        const data = rewardsOf(scored.results).map((reward, index) => ({
          index,
          label: 'LABEL_0',
          probs: [activated(body, reward)],
          num_classes: 1,
        }))
        return { ...headOf('classify-', scored.model), data, usage: usageOf(scored) }
      },
    }),
    route({
      method: 'POST',
      paths: ['/pooling'],
      body: z.object({
        ...commonFields,
        ...inputFields,
        task: z.enum(['classify', 'embed', 'encode', 'score']).nullish(),
      }),
      refuse: openaiRefusal,
      async answer(body, { score }) {
        const scored = await score(textsOf(body), body.model)
        requireFitting(body, scored)
        const data = rewardsOf(scored.results).map((reward, index) => ({
          index,
          object: 'pooling',
          data: [activated(body, reward)],
        }))
        return { ...headOf('pool-', scored.model), data, usage: usageOf(scored) }
      },
    }),
    route({
      method: 'POST',
      paths: ['/score', '/v1/score'],
      isMine: (body) => isObject(body) && firstSides.some((name) => name in body),
      body: pairs,
      refuse: openaiRefusal,
      async answer(body, { score }) {
        const scored = await score(pairsOf(body), body.model)
        requireFitting(body, scored)
        const data = rewardsOf(scored.results).map((reward, index) => ({
          index,
          object: 'score',
          score: activated(body, reward),
        }))
        return { ...headOf('score-', scored.model), data, usage: usageOf(scored) }
      },
    }),
  ],
}

function headOf(prefix: string, model: string) {
  return { id: responseId(prefix), object: 'list', created: createdNow(), model }
}

/** One query for all documents, or one for each. */
function pairsOf({ queries, documents }: { queries: string[]; documents: string[] }): SplitText[] {
  if (queries.length !== 1 && queries.length !== documents.length) {
    const problem = `queries: there are ${queries.length} for ${documents.length} documents; send one, or one for each`
    throw new AppError('INVALID_INPUT', { problem })
  }
  return documents.map((document, at) => pairOf(queries.length === 1 ? queries[0]! : queries[at]!, document))
}

/** A prompt and a completion that came apart. */
export function pairOf(query: string, document: string): SplitText {
  if (query === '') throw new AppError('INVALID_INPUT', { problem: 'a query is empty' })
  return { item: { prompt: promptOf(query), completion: completionOf(document) }, isSplit: true }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
