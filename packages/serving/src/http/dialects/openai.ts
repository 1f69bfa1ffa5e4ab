import { z } from 'zod'
import { type Dialect, route } from './dialect.ts'
import { openaiRefusal } from './openai-refusal.ts'
import { createdNow } from './response-id.ts'

/** The list of models, as every OpenAI-like client asks for it. */
export const openai: Dialect = {
  name: 'openai',
  routes: [
    route({
      method: 'GET',
      paths: ['/v1/models'],
      body: z.unknown(),
      refuse: openaiRefusal,
      async answer(_, { listModels }) {
        const created = createdNow()
        const data = (await listModels()).map((id) => ({ id, object: 'model', created, owned_by: 'plackett' }))
        return { object: 'list', data }
      },
    }),
  ],
}
