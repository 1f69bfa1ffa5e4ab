import { maxScoreItems } from '@plackett/contracts'
import { z } from 'zod'
import { splitText } from '../../text/split-text.ts'
import { refusalOf } from '../reply-error.ts'
import { type Dialect, route } from './dialect.ts'
import { rewardsOf, sigmoid } from './rewards-of.ts'

const texts = z.union([z.string().transform((text) => [text]), z.array(z.string()).max(maxScoreItems)])

const request = z.object({
  query: texts,
  prompts: z
    .union([z.string().transform((text) => [text]), z.array(z.string().nullable()).max(maxScoreItems)])
    .nullish(),
})

/**
 * OpenRLHF's remote reward model. `scores` are what its dynamic filtering compares with a range within 0..1, so they are
 * σ(reward); its own server repeats the rewards there. Its client sends an empty list to every server but the first of
 * several, and means an empty answer.
 */
export const openrlhf: Dialect = {
  name: 'openrlhf',
  routes: [
    route({
      method: 'POST',
      paths: ['/get_reward'],
      body: request.refine(
        ({ query, prompts }) => !prompts || prompts.length === 0 || prompts.length === query.length,
        {
          message: 'there must be one for each query',
          path: ['prompts'],
        },
      ),
      refuse: refusalOf,
      async answer({ query, prompts }, { score }) {
        const split = query.map((text, at) => splitText(text, prompts?.[at] ?? undefined))
        const { results } = await score(split, null)
        const rewards = rewardsOf(results)
        const extra = {
          truncated: results.map((result) => Number('truncated' in result && result.truncated === true)),
          unsplit: split.map(({ isSplit }) => Number(!isSplit)),
        }
        return { rewards, scores: rewards.map(sigmoid), extra_logs: rewards.length > 0 ? extra : {} }
      },
    }),
  ],
}
