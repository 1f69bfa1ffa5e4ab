import { describe, expect, test } from 'vitest'
import { fetchImage, type Network } from './fetch-image.ts'
import type { Reply } from './get-pinned.ts'
import { isPublicAddress } from './public-address.ts'

const png = Buffer.from('\x89PNG\r\n\x1a\n and the rest', 'latin1')

interface Sent {
  url: string
  address: string
}

/** A world of names and pages, which writes down what was asked of it. */
function aNetwork(
  names: Record<string, string[]>,
  pages: Record<string, { status?: number; location?: string; body?: Buffer[] }>,
): Network & { sent: Sent[] } {
  const sent: Sent[] = []
  return {
    sent,
    resolve: async (hostname) => {
      const addresses = names[hostname]
      if (!addresses) throw new Error('ENOTFOUND')
      return addresses
    },
    get: async (url, address): Promise<Reply> => {
      sent.push({ url: url.href, address })
      const page = pages[url.href]
      if (!page) throw new Error('ECONNREFUSED')
      const headers = page.location === undefined ? {} : { location: page.location }
      return { status: page.status ?? 200, headers, body: bodyOf(page.body ?? [png]) }
    },
  }
}

async function* bodyOf(chunks: Buffer[]) {
  yield* chunks
}

const refused = (problem: string) => ({ code: 'IMAGE_UNAVAILABLE', details: { problem } })

test('a picture is fetched from the address that was checked, and its type is what its bytes say', async () => {
  const network = aNetwork({ 'a.example': ['93.184.216.34'] }, { 'https://a.example/x': {} })
  expect(await fetchImage('https://a.example/x', network)).toEqual({ type: 'image/png', bytes: png })
  expect(network.sent).toEqual([{ url: 'https://a.example/x', address: '93.184.216.34' }])
})

test.each([
  ['http://a.example/x', 'only https on its usual port is fetched'],
  ['https://a.example:8443/x', 'only https on its usual port is fetched'],
  ['https://me:secret@a.example/x', 'its address holds a password'],
  ['file:///etc/passwd', 'only https on its usual port is fetched'],
  ['nonsense', 'its address is not valid'],
])('%s is refused before anything is asked', async (url, problem) => {
  const network = aNetwork({ 'a.example': ['93.184.216.34'] }, {})
  await expect(fetchImage(url, network)).rejects.toMatchObject(refused(problem))
  expect(network.sent).toEqual([])
})

describe('what is not public', () => {
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '224.0.0.1',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'ff02::1',
    'not an address',
  ])('%s', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  test.each(['93.184.216.34', '2606:2800:220:1::1'])('but %s is', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  test.each([
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'https://2130706433/x',
    'https://0x7f.1/x',
    'https://169.254.169.254/x',
  ])('is refused in whichever way it is written: %s', async (url) => {
    const network = aNetwork({}, {})
    await expect(fetchImage(url, network)).rejects.toMatchObject(refused('its address is not public'))
    expect(network.sent).toEqual([])
  })

  test('is refused behind a name, and among addresses that are public', async () => {
    const network = aNetwork({ 'a.example': ['10.0.0.1'], 'b.example': ['93.184.216.34', '::1'] }, {})
    for (const url of ['https://a.example/x', 'https://b.example/x']) {
      await expect(fetchImage(url, network)).rejects.toMatchObject(refused('its address is not public'))
    }
    expect(network.sent).toEqual([])
  })

  test('is refused behind a redirect', async () => {
    const network = aNetwork(
      { 'a.example': ['93.184.216.34'], 'inside.example': ['192.168.0.7'] },
      {
        'https://a.example/name': { status: 302, location: 'https://inside.example/x' },
        'https://a.example/number': { status: 301, location: 'https://169.254.169.254/latest' },
        'https://a.example/plain': { status: 307, location: 'http://a.example/x' },
      },
    )
    for (const path of ['name', 'number', 'plain']) {
      await expect(fetchImage(`https://a.example/${path}`, network)).rejects.toMatchObject({
        code: 'IMAGE_UNAVAILABLE',
      })
    }
    expect(network.sent).toHaveLength(3)
  })
})

test('a redirect is followed to where it leads, but not for ever', async () => {
  const network = aNetwork(
    { 'a.example': ['93.184.216.34'], 'b.example': ['93.184.216.35'] },
    {
      'https://a.example/x': { status: 302, location: '/y' },
      'https://a.example/y': { status: 302, location: 'https://b.example/z' },
      'https://b.example/z': {},
      'https://a.example/loop': { status: 302, location: '/loop' },
    },
  )
  expect((await fetchImage('https://a.example/x', network)).type).toBe('image/png')
  expect(network.sent.at(-1)).toEqual({ url: 'https://b.example/z', address: '93.184.216.35' })
  await expect(fetchImage('https://a.example/loop', network)).rejects.toMatchObject(
    refused('it is redirected too often'),
  )
})

test('what is no picture, is too large, is missing or does not answer is refused in words', async () => {
  const page = (body: Buffer[], status = 200) => ({ status, body })
  const network = aNetwork(
    { 'a.example': ['93.184.216.34'] },
    {
      'https://a.example/page': page([Buffer.from('<html><script>alert(1)</script>')]),
      'https://a.example/svg': page([Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')]),
      'https://a.example/large': page(Array.from({ length: 11 }, () => Buffer.alloc(1_048_576, png))),
      'https://a.example/gone': page([png], 404),
    },
  )
  const problems = {
    page: 'it is not a PNG, JPEG, GIF, WebP or AVIF picture',
    svg: 'it is not a PNG, JPEG, GIF, WebP or AVIF picture',
    large: 'it is larger than 10485760 bytes',
    gone: 'its server answered 404',
    nothing: 'its server does not answer',
  }
  for (const [path, problem] of Object.entries(problems)) {
    await expect(fetchImage(`https://a.example/${path}`, network), path).rejects.toMatchObject(refused(problem))
  }
  await expect(fetchImage('https://unknown.example/x', network)).rejects.toMatchObject(
    refused('its server does not answer'),
  )
})
