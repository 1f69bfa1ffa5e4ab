import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { AppError } from '@plackett/contracts'
import { getPinned, type Reply } from './get-pinned.ts'
import { imageTypeOf } from './image-type.ts'
import { isPublicAddress } from './public-address.ts'

export interface Image {
  type: string
  bytes: Buffer
}

/** The outside world: what a name resolves to, and one request to one address. */
export interface Network {
  resolve(hostname: string): Promise<string[]>
  get(url: URL, address: string, signal: AbortSignal): Promise<Reply>
}

const internet: Network = {
  resolve: async (hostname) => (await lookup(hostname, { all: true })).map(({ address }) => address),
  get: getPinned,
}

const mostBytes = 10 * 1024 * 1024
const mostRedirects = 3
const timeoutMs = 10_000

/**
 * Fetches a picture that a text refers to, so that its server learns nothing of who reads. Only over HTTPS and from public
 * addresses: each name is resolved once, checked, and the request goes to that very address; so does each redirect. Throws
 * IMAGE_UNAVAILABLE.
 */
export async function fetchImage(address: string, network = internet): Promise<Image> {
  const signal = AbortSignal.timeout(timeoutMs)
  let url = parse(address)
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const reply = await network.get(url, await publicAddressOf(url, network), signal).catch(unreachable(url))
    const { location } = reply.headers
    if (reply.status < 300 || reply.status >= 400 || location === undefined) return readImage(url, reply)
    discard(reply)
    url = parse(location, url)
  }
  throw unavailable(url, 'it is redirected too often')
}

function parse(address: string, base?: URL): URL {
  if (!URL.canParse(address, base?.href)) throw unavailable(null, 'its address is not valid')
  const url = new URL(address, base)
  if (url.protocol !== 'https:' || url.port !== '') throw unavailable(url, 'only https on its usual port is fetched')
  if (url.username !== '' || url.password !== '') throw unavailable(url, 'its address holds a password')
  return url
}

/** The one address to connect to. One that is not public among several is enough to refuse all. */
async function publicAddressOf(url: URL, network: Network): Promise<string> {
  const hostname = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(hostname) ? [hostname] : await network.resolve(hostname).catch(unreachable(url))
  const [first] = addresses
  if (first === undefined || !addresses.every(isPublicAddress)) throw unavailable(url, 'its address is not public')
  return first
}

async function readImage(url: URL, reply: Reply): Promise<Image> {
  if (reply.status !== 200) {
    discard(reply)
    throw unavailable(url, `its server answered ${reply.status}`)
  }
  const bytes = await readBody(url, reply).catch(unreachable(url))
  const type = imageTypeOf(bytes)
  if (type === null) throw unavailable(url, 'it is not a PNG, JPEG, GIF, WebP or AVIF picture')
  return { type, bytes }
}

async function readBody(url: URL, { body }: Reply): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    if (length > mostBytes) throw unavailable(url, `it is larger than ${mostBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Ends a body that is not wanted, and with it its connection. */
function discard({ body }: Reply): void {
  void body[Symbol.asyncIterator]().return?.()
}

function unreachable(url: URL): (cause: unknown) => never {
  return (cause) => {
    throw cause instanceof AppError ? cause : unavailable(url, 'its server does not answer', cause)
  }
}

function unavailable(url: URL | null, problem: string, cause?: unknown): AppError {
  return new AppError('IMAGE_UNAVAILABLE', { host: url?.host.slice(0, 200) ?? 'this address', problem }, { cause })
}
