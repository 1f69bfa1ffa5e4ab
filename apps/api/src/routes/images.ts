import { AppError } from '@plackett/contracts'
import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import { fetchImage } from '../images/fetch-image.ts'

const query = z.object({ url: z.string().min(1).max(2_000) })

/** At most so many at once, since each may wait for a slow server. */
const mostAtOnce = 32

/** The pictures of texts, fetched for who is logged in: a browser that asked itself would tell their server who reads what. */
export const images: FastifyPluginAsync = async (app) => {
  let fetching = 0
  app.addHook('onRequest', app.authenticateSession)
  app.get('/api/images', async (request, reply) => {
    if (request.scope.actor.kind === 'anonymous') throw new AppError('UNAUTHENTICATED')
    if (fetching >= mostAtOnce) throw new AppError('OVERLOADED', { seconds: 5 })
    fetching += 1
    try {
      const { type, bytes } = await fetchImage(query.parse(request.query).url)
      return reply
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('cache-control', 'private, max-age=86400')
        .type(type)
        .send(bytes)
    } finally {
      fetching -= 1
    }
  })
}
