import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { openStorage, type Storage, type StorageSettings } from '@plackett/storage'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let root: string
let bucket: Server
/** What the bucket holds, by path. */
const objects = new Map<string, Buffer>()

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'plackett-storage-'))
  bucket = await startBucket()
})
afterAll(async () => {
  bucket.close()
  bucket.closeAllConnections()
  await rm(root, { recursive: true })
})

/** As much of S3 as the driver speaks: PUT, GET and HEAD of an object. */
async function startBucket(): Promise<Server> {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url!, 'http://s3').pathname
    if (request.method === 'PUT') {
      objects.set(path, plain(await buffer(request)))
      return response.writeHead(200, { etag: '"e"' }).end()
    }
    const object = objects.get(path)
    if (object === undefined) return response.writeHead(404).end()
    response.writeHead(200, {
      'content-length': object.length,
      etag: '"e"',
      'last-modified': new Date(0).toUTCString(),
    })
    response.end(request.method === 'GET' ? object : undefined)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

/** The SDK may send a body in signed chunks: a size, a line end, the bytes, and a trailer. */
function plain(body: Buffer): Buffer {
  const head = /^([0-9a-f]+)\r\n/.exec(body.subarray(0, 20).toString('latin1'))
  return head ? body.subarray(head[0].length, head[0].length + Number.parseInt(head[1]!, 16)) : body
}

function settingsOf(kind: string): StorageSettings {
  if (kind === 'disk') return { kind: 'disk', directory: join(root, 'disk') }
  const endpoint = `http://127.0.0.1:${(bucket.address() as AddressInfo).port}`
  return {
    kind: 's3',
    bucket: 'plackett',
    region: 'eu-north-1',
    endpoint,
    credentials: { accessKeyId: 'a', secretAccessKey: 's' },
  }
}

const text = (value: string) => new TextEncoder().encode(value)

describe.each(['disk', 's3'])('%s', (kind) => {
  let storage: Storage
  beforeAll(async () => {
    storage = await openStorage(settingsOf(kind))
  })

  test('what is put is read back under the hash of its content', async () => {
    const hash = await storage.put(text('hello'))
    expect(hash).toBe('2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824')
    expect(await storage.put(text('hello'))).toBe(hash)
    expect(new TextDecoder().decode(await storage.read(hash))).toBe('hello')
  })

  test('what is not there is said so', async () => {
    await expect(storage.read('0'.repeat(64))).rejects.toMatchObject({ code: 'ARTEFACT_NOT_FOUND' })
  })

  test('a directory goes in and comes out whole, and its hash depends on names and contents alone', async () => {
    const from = join(root, `${kind}-from`)
    await mkdir(join(from, 'sub'), { recursive: true })
    await writeFile(join(from, 'b.txt'), 'B')
    await writeFile(join(from, 'sub', 'a.txt'), 'A')
    const hash = await storage.putDirectory(from)
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    const to = join(root, `${kind}-to`)
    await storage.fetchDirectory(hash, to)
    expect(await readFile(join(to, 'sub', 'a.txt'), 'utf8')).toBe('A')
    expect(await storage.putDirectory(to)).toBe(hash)
  })

  test('a fetched directory that was damaged is fetched again, also by several at once', async () => {
    const to = join(root, `${kind}-to`)
    const hash = await storage.putDirectory(to)
    await writeFile(join(to, 'b.txt'), 'damaged')
    await Promise.all([1, 2, 3].map(() => storage.fetchDirectory(hash, to)))
    expect(await readFile(join(to, 'b.txt'), 'utf8')).toBe('B')
    expect((await readdir(root)).filter((name) => name.endsWith('.part'))).toEqual([])
  })
})

test('content that does not match its name is never given out', async () => {
  const storage = await openStorage(settingsOf('disk'))
  const hash = await storage.put(text('to be damaged'))
  const file = join(root, 'disk', 'sha256', hash.slice(0, 2), hash)
  await writeFile(file, 'to be damagec')
  await expect(storage.read(hash)).rejects.toMatchObject({ code: 'ARTEFACT_CORRUPT' })
  await writeFile(file, 'to be')
  expect(await storage.put(text('to be damaged'))).toBe(hash)
  expect(await storage.read(hash)).toHaveLength(13)
})
