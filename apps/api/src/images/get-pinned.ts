import type { IncomingHttpHeaders } from 'node:http'
import { request } from 'node:https'
import { isIPv6 } from 'node:net'

export interface Reply {
  status: number
  headers: IncomingHttpHeaders
  body: AsyncIterable<Buffer>
}

/** One GET over HTTPS to exactly this address; the name is used for the certificate and the `Host` header only. */
export function getPinned(url: URL, address: string, signal: AbortSignal): Promise<Reply> {
  const family = isIPv6(address) ? 6 : 4
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      signal,
      agent: false,
      headers: { accept: 'image/png, image/jpeg, image/gif, image/webp, image/avif', 'user-agent': 'Plackett' },
      // A second resolution could give another address than the one that was checked.
      lookup: (_name, options, done) => (options.all ? done(null, [{ address, family }]) : done(null, address, family)),
    })
    sent.on('response', (body) => resolve({ status: body.statusCode ?? 0, headers: body.headers, body }))
    sent.on('error', reject)
    sent.end()
  })
}
