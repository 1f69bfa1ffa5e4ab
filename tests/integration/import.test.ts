import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { connect as connectSocket } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import type { ImportReport } from '@plackett/contracts'
import { importFile } from '@plackett/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../support/app.ts'
import { promptLine } from '../support/world.ts'

let setting: TestApp
let projectId: string
let cookie: string
let address: string

type Body = NonNullable<RequestInit['body']>

beforeAll(async () => {
  setting = await createTestApp()
  projectId = (await setting.world.project({ overlap: 2 })).id
  cookie = await setting.logIn('engineer', { projectId, role: 'engineer' })
  address = await setting.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => setting.close())

async function upload(
  body: Body,
  { key = setting.world.key(), type = 'application/jsonl' }: { key?: string; type?: string } = {},
) {
  const init = {
    method: 'POST',
    body,
    duplex: 'half',
    headers: { cookie, 'idempotency-key': key, 'content-type': type },
  }
  const reply = await fetch(`${address}/api/projects/${projectId}/imports?filename=file.jsonl`, init as RequestInit)
  const json = (await reply.json()) as ImportReport & { error?: { code: string }; report?: ImportReport }
  return { status: reply.status, json, errors: (json.report ?? json).errors }
}

/** How much there is of what an import makes. */
async function stored() {
  const { db } = setting.world
  const tables = [db.import.count(), db.prompt.count(), db.completion.count(), db.task.count(), db.assignment.count()]
  return Promise.all(tables)
}

async function expectNothingStored(work: () => Promise<void>) {
  const before = await stored()
  await work()
  expect(await stored()).toEqual(before)
  expect((await readdir(join(setting.world.home, 'tmp'))).filter((name) => name.startsWith('import-'))).toEqual([])
}

test('a file becomes prompts, completions, tasks and an assignment per wanted answer', async () => {
  const before = await stored()
  const { status, json } = await upload([promptLine('one'), '', promptLine('two', 4)].join('\r\n'))
  expect(status).toBe(201)
  expect(json).toMatchObject({ lines: 2, imported: 2, duplicates: 0, errorCount: 0, filename: 'file.jsonl' })
  const after = await stored()
  expect(after.map((count, at) => count - before[at]!)).toEqual([1, 2, 7, 2, 4])
})

test('the same key gives the first report and imports nothing again, also at once', async () => {
  const key = setting.world.key()
  const replies = await Promise.all([1, 2, 3].map(() => upload(promptLine('keyed'), { key })))
  expect(new Set(replies.map(({ json }) => json.id)).size).toBe(1)
  expect(await setting.world.db.prompt.count({ where: { externalId: 'keyed' } })).toBe(1)
})

test('ids that the project has are left alone and counted, in two imports at once too', async () => {
  const text = ['twin-a', 'twin-b', 'twin-c'].map((id) => promptLine(id)).join('\n')
  const reports = await Promise.all([upload(text), upload(text)])
  expect(reports.map(({ json }) => json.imported).sort()).toEqual([0, 3])
  expect(reports.map(({ json }) => json.duplicates).sort()).toEqual([0, 3])
})

const badLines: [string, string | Uint8Array<ArrayBuffer>, string][] = [
  ['wrong JSON', '{"prompt": ', 'LINE_NOT_JSON'],
  ['no object', '[1, 2]', 'LINE_NOT_OBJECT'],
  ['no prompt', '{"completions": [{"text": "a"}, {"text": "b"}]}', 'LINE_INVALID'],
  ['no completions', '{"prompt": "p"}', 'LINE_INVALID'],
  ['0 completions', '{"prompt": "p", "completions": []}', 'COMPLETIONS_TOO_FEW'],
  ['1 completion', '{"prompt": "p", "completions": [{"text": "a"}]}', 'COMPLETIONS_TOO_FEW'],
  ['10 completions', promptLine('ten', 10), 'COMPLETIONS_TOO_MANY'],
  ['a text that is a number', '{"prompt": "p", "completions": [{"text": 1}, {"text": "b"}]}', 'LINE_INVALID'],
  ['a null character', '{"prompt": "p\\u0000", "completions": [{"text": "a"}, {"text": "b"}]}', 'LINE_INVALID'],
  ['half a surrogate pair', '{"prompt": "\\ud800", "completions": [{"text": "a"}, {"text": "b"}]}', 'LINE_INVALID'],
  ['the same id twice', promptLine('good-1'), 'DUPLICATE_ID'],
  ['invalid UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22]), 'LINE_NOT_UTF8'],
  ['deep nesting', '['.repeat(100_000), 'LINE_NOT_JSON'],
]

test.each(badLines)('%s: the line is named and nothing is imported', async (_, line, code) => {
  await expectNothingStored(async () => {
    const body = Buffer.concat(
      [promptLine('good-1'), '\n', promptLine('good-2'), '\n', line].map((part) => Buffer.from(part)),
    )
    const { status, json, errors } = await upload(body)
    expect(status).toBe(422)
    expect(json.error).toMatchObject({ code: 'LINE_INVALID' })
    expect(json.report).toMatchObject({ lines: 3, imported: 0, errorCount: 1 })
    expect(errors).toMatchObject([{ line: 3, code, message: expect.any(String) }])
  })
})

test('all bad lines are counted, the first hundred listed', async () => {
  await expectNothingStored(async () => {
    const { json, errors } = await upload('{}\n'.repeat(250))
    expect(json.report).toMatchObject({ lines: 250, errorCount: 250 })
    expect(errors).toHaveLength(100)
  })
})

test('a line of 100 MB is refused without being held in memory', async () => {
  await expectNothingStored(async () => {
    const before = process.memoryUsage().rss
    const piece = Buffer.alloc(1024 * 1024, 'x')
    const body = Readable.toWeb(
      Readable.from([Buffer.from('{"prompt":"'), ...Array(100).fill(piece), Buffer.from(`"}\n${promptLine('after')}`)]),
    )
    const { status, errors } = await upload(body as unknown as Body)
    expect(status).toBe(422)
    expect(errors).toMatchObject([{ line: 1, code: 'LINE_TOO_LONG' }])
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024)
  })
})

test('an empty file, a damaged gzip file and a wrong content type are refused', async () => {
  await expectNothingStored(async () => {
    expect((await upload('')).json.error?.code).toBe('FILE_EMPTY')
    const gzip = gzipSync(`${promptLine('gz')}\n`.repeat(3))
    expect((await upload(gzip.subarray(0, gzip.length - 9))).json.error?.code).toBe('FILE_UNREADABLE')
    expect((await upload('{}', { type: 'application/json' })).json.error?.code).toBe('UNSUPPORTED_MEDIA_TYPE')
  })
})

test('gzip is read as it is', async () => {
  const { json } = await upload(gzipSync(promptLine('gzipped')), { type: 'application/gzip' })
  expect(json).toMatchObject({ imported: 1 })
})

test('noise is refused line by line', async () => {
  await expectNothingStored(async () => {
    const { status } = await upload(randomBytes(200_000), { type: 'application/octet-stream' })
    expect([201, 422]).toContain(status)
  })
})

test.each(['with a length', 'in chunks'])('an upload %s that breaks off imports nothing', async (way) => {
  await expectNothingStored(async () => {
    const line = `${promptLine('cut')}\n`
    const framing = way === 'in chunks' ? 'transfer-encoding: chunked' : 'content-length: 100000'
    const body = way === 'in chunks' ? `${line.length.toString(16)}\r\n${line}\r\n` : line
    const { hostname, port } = new URL(address)
    const socket = connectSocket(Number(port), hostname)
    const head = [
      `POST /api/projects/${projectId}/imports HTTP/1.1`,
      `host: ${hostname}:${port}`,
      `cookie: ${cookie}`,
      'content-type: application/jsonl',
      `idempotency-key: ${setting.world.key()}`,
      framing,
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
    await sleep(300)
    socket.destroy()
    await once(socket, 'close')
    await sleep(500)
  })
})

test('a failure in the middle of the import leaves nothing', async () => {
  await expectNothingStored(async () => {
    const { world } = setting
    const chunks = [Buffer.from(Array.from({ length: 1_200 }, (_, at) => promptLine(`half-${at}`)).join('\n'))]
    let count = 0
    // Five ids a prompt: by then two batches of 500 are in.
    const newId = () => {
      count += 1
      if (count > 6_000) throw new Error('The machine broke.')
      return world.owner.newId()
    }
    const settings = { projectId, idempotencyKey: world.key(), filename: 'x.jsonl', chunks }
    await expect(importFile({ ...world.owner, newId }, settings)).rejects.toThrow('The machine broke.')
  })
})
