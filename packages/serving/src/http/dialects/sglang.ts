import { z } from 'zod'
import { type Dialect, route } from './dialect.ts'
import { openaiRefusal } from './openai-refusal.ts'
import { rewardsOf } from './rewards-of.ts'
import { inputFields, textsOf } from './vllm-body.ts'

const request = z.object({
  ...inputFields,
  model: z.string().nullish(),
  /** OpenAI's own Python client asks for base64 unless told otherwise. */
  encoding_format: z.enum(['float', 'base64']).nullish(),
})

/** SGLang's way to ask a reward model, which verl takes: an embedding whose last number is the reward. */
export const sglang: Dialect = {
  name: 'sglang',
  routes: [
    route({
      method: 'POST',
      paths: ['/v1/embeddings'],
      body: request,
      refuse: openaiRefusal,
      async answer(body, { score }) {
        const { model, results, tokens } = await score(textsOf(body), body.model)
        const data = rewardsOf(results).map((reward, index) => ({
          object: 'embedding',
          embedding: body.encoding_format === 'base64' ? base64Of(reward) : [reward],
          index,
        }))
        return { object: 'list', data, model, usage: { prompt_tokens: tokens, total_tokens: tokens } }
      },
    }),
  ],
}

/** Little-endian float32, whatever this machine's order is. */
function base64Of(reward: number): string {
  const bytes = Buffer.alloc(4)
  bytes.writeFloatLE(reward)
  return bytes.toString('base64')
}
