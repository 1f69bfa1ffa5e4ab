import { type AppError, maxScoreItems } from '@plackett/contracts'
import { z } from 'zod'
import { splitText } from '../../text/split-text.ts'
import { type Dialect, type Refusal, route } from './dialect.ts'
import { responseId } from './response-id.ts'
import { rewardsOf } from './rewards-of.ts'

const request = z.object({ model: z.string().nullish(), messages: z.array(z.string()).max(maxScoreItems) })

/**
 * LLaMA-Factory's reward server, which its PPO trainer reads `scores` of (`reward_model_type: api`). Texts are cut where
 * the model was trained to cut them, not at `max_length`.
 */
export const llamaFactory: Dialect = {
  name: 'llama-factory',
  routes: [
    route({
      method: 'POST',
      paths: ['/v1/score/evaluation'],
      body: request,
      refuse,
      async answer({ model, messages }, { score }) {
        const { results, model: reference } = await score(
          messages.map((text) => splitText(text)),
          model,
        )
        return {
          id: responseId('scoreval-'),
          object: 'score.evaluation',
          model: reference,
          scores: rewardsOf(results),
        }
      },
    }),
  ],
}

/** As FastAPI answers. */
function refuse({ status, message }: AppError): Refusal {
  return { status, body: { detail: message } }
}
