import { createHmac } from 'node:crypto'
import { lookup as lookUp } from 'node:dns'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { Attempt, PendingDelivery } from '@plackett/core'
import { isPublicAddress } from './is-public-address.ts'

const timeoutMs = 15_000

/**
 * Posts a message, signed as Standard Webhooks 1.0 has it. Redirects are not followed, and unless the webhook may, no
 * connection is made to an address that is not public: the check is of the very address that is connected to, so that a name
 * cannot lead elsewhere a moment later. Never throws: what went wrong is in the answer.
 */
export function sendWebhook(delivery: PendingDelivery, now: Date): Promise<Attempt> {
  const body = JSON.stringify(delivery.payload)
  const url = new URL(delivery.url)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!delivery.allowPrivate && isIP(host) !== 0 && !isPublicAddress(host)) return Promise.resolve(refused(host))
  return new Promise((resolve) => {
    const fail = (error: Error) => resolve({ status: null, problem: error.message.slice(0, 500) })
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(
      url,
      {
        method: 'POST',
        headers: {
          ...signed(delivery, body, now),
          'content-type': 'application/json',
          'user-agent': 'Plackett-Webhooks',
        },
        signal: AbortSignal.timeout(timeoutMs),
        agent: false,
        ...(!delivery.allowPrivate && { lookup: lookUpPublic }),
      },
      (response) => {
        response.resume()
        response.once('error', fail)
        resolve({ status: response.statusCode ?? null, problem: null })
      },
    )
    request.once('error', fail)
    request.end(body)
  })
}

function refused(host: string): Attempt {
  return { status: null, problem: `${host} is not a public address` }
}

const lookUpPublic: LookupFunction = (hostname, options, callback) => {
  lookUp(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0)
    const [first] = addresses
    const hidden = addresses.find(({ address }) => !isPublicAddress(address))
    if (first === undefined || hidden !== undefined)
      return callback(new Error(`${hostname} leads to an address that is not public`), '', 0)
    if (options.all) return callback(null, addresses)
    callback(null, first.address, first.family)
  })
}

function signed({ messageId, secret }: PendingDelivery, body: string, now: Date): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1_000))
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signature = createHmac('sha256', key).update(`${messageId}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': messageId, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}
