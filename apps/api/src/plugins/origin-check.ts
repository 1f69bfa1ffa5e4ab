import { AppError } from '@plackett/contracts'
import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import type { ApiConfig } from '../config.ts'

const harmless = new Set(['GET', 'HEAD', 'OPTIONS'])
/** Where a session cookie counts. /v1 knows none: a browser cannot be made to send an API key. */
const sessionPaths = ['/trpc/', '/api/']

/**
 * Refuses writes that a browser sends from a page of another site: its `Origin` must be the very host that the request is
 * for, or the public address. So both names of the loopback work, each with its own cookies, and so does any proxy.
 */
export const originCheck = fp<Pick<ApiConfig, 'publicUrl'>>(async (app, { publicUrl }) => {
  app.addHook('onRequest', async (request) => {
    if (harmless.has(request.method) || !sessionPaths.some((path) => request.url.startsWith(path))) return
    const origin = foreignOrigin(request, publicUrl)
    if (origin !== null) throw new AppError('ORIGIN_NOT_ALLOWED', { origin })
  })
})

/** Programs that are no browser send neither header, and have no cookie that could be abused. */
function foreignOrigin({ headers, host }: FastifyRequest, publicUrl: string): string | null {
  const { origin } = headers
  if (origin === undefined) return headers['sec-fetch-site'] === 'cross-site' ? 'another site' : null
  const isOwn = origin === publicUrl || (URL.canParse(origin) && new URL(origin).host === host)
  return isOwn ? null : origin.slice(0, 200)
}
