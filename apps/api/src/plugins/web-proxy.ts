import httpProxy from '@fastify/http-proxy'
import { AppError } from '@plackett/contracts'
import fp from 'fastify-plugin'
import type { ApiConfig } from '../config.ts'

/** Whatever is not the API's own comes from the screens' server inside. */
export const webProxy = fp<Pick<ApiConfig, 'webUrl'>>(async (app, { webUrl }) => {
  for (const own of ['/trpc/*', '/api/*', '/v1/*', '/health/*']) {
    app.all(own, (request) => {
      throw new AppError('NOT_FOUND', { path: request.url.split('?')[0]! })
    })
  }
  if (webUrl === null) return
  await app.register(httpProxy, {
    upstream: webUrl,
    http2: false,
    replyOptions: {
      rewriteRequestHeaders: ({ headers, host, protocol }, sent) => ({
        ...sent,
        'x-forwarded-host': host ?? headers.host,
        'x-forwarded-proto': protocol,
      }),
    },
  })
})
