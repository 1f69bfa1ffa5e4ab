import { z } from 'zod'
import { completionOf, promptOf } from '../../text/split-text.ts'
import { refusalOf } from '../reply-error.ts'
import { chatMessages, messagesFrom } from './chat-body.ts'
import { type Dialect, route } from './dialect.ts'
import { rewardsOf } from './rewards-of.ts'

const request = z.object({ prompt: z.union([z.string().min(1), chatMessages]), response: z.string() })

/** The remote reward model of slime and miles: one sample a call, answered with the bare number. */
export const slime: Dialect = {
  name: 'slime',
  routes: [
    route({
      method: 'POST',
      paths: ['/remote_rm'],
      body: request,
      refuse: refusalOf,
      async answer({ prompt, response }, { score }) {
        const item = {
          prompt: typeof prompt === 'string' ? promptOf(prompt) : messagesFrom(prompt),
          completion: completionOf(response),
        }
        return rewardsOf((await score([{ item, isSplit: true }], null)).results)[0]
      },
    }),
  ],
}
