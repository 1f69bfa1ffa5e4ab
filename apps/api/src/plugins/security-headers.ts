import helmet from '@fastify/helmet'
import fp from 'fastify-plugin'
import type { ApiConfig } from '../config.ts'

/**
 * Headers that keep a page of ours from doing what it should not. Next writes inline scripts and Mantine inline styles, hence
 * `unsafe-inline`; nothing is loaded from, sent to, or framed by another site. `wasm-unsafe-eval` is for code highlighting.
 */
export const securityHeaders = fp<Pick<ApiConfig, 'publicUrl'>>(async (app, { publicUrl }) => {
  const isHttps = publicUrl.startsWith('https:')
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", "'unsafe-inline'", "'wasm-unsafe-eval'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    hsts: isHttps,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
  })
})
