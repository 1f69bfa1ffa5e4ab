import diagnostics from 'node:diagnostics_channel'
import { once } from 'node:events'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { type ScoreResponse, scoreResponse } from '@plackett/contracts'
import { buildScoreServer, openRewardModel } from '@plackett/serving'
import { trainRewardModel } from '@plackett/training'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { someRankings } from '../support/some-rankings.ts'

let folder: string
let model: string
const rankings = someRankings(120)
const items = rankings.flatMap(({ prompt, completions }) =>
  completions.map(({ text }) => ({ prompt, completion: text })),
)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plackett-serving-'))
  model = join(folder, 'model')
  const config = { backbone: 'ngram', objective: 'pairwise', seed: 1, epochs: 4 } as const
  await trainRewardModel({ train: rankings, heldOut: [], config, outDir: model })
})
afterAll(() => rm(folder, { recursive: true }))

test('a text has the same reward to the bit, alone, in any batch and in any company', async () => {
  const [one, other] = [await openRewardModel(model), await openRewardModel(model)]
  const together = await one.score(items)
  const alone = []
  for (const item of items.slice(0, 40)) alone.push(...(await other.score([item])))
  expect(alone).toEqual(together.slice(0, 40))
  const shuffled = items.map((_, at) => items[(at * 7) % items.length]!)
  const third = await openRewardModel(model)
  const parts = await Promise.all(shuffled.map((item) => third.score([item])))
  expect(parts.flat()).toEqual(shuffled.map((_, at) => together[(at * 7) % items.length]))
  await Promise.all([one.close(), other.close(), third.close()])
})

test('what cannot be scored is said so, and what was cut too', async () => {
  const scorer = await openRewardModel(model, { reference: 'mine@3' })
  expect(scorer.reference).toBe('mine@3')
  const results = await scorer.score([
    { prompt: 'a', completion: ' \n' },
    { prompt: 'a', completion: 'x '.repeat(50_000) },
    { prompt: 'a', completion: '\ud800' },
  ])
  expect(results[0]).toMatchObject({ reward: null, error: { code: 'EMPTY_COMPLETION' } })
  expect(results[1]).toMatchObject({ reward: expect.any(Number), truncated: true })
  expect(results[2]).toEqual({ reward: expect.any(Number) })
  await scorer.close()
})

test('a model that closes answers first what it was asked', async () => {
  const scorer = await openRewardModel(model)
  const scores = scorer.score(items)
  await scorer.close()
  expect(await scores).toHaveLength(items.length)
  await expect(scorer.score([{ prompt: 'new', completion: 'new' }])).rejects.toMatchObject({ code: 'INTERNAL' })
})

test('when its thread dies, what waits fails, and the next request has a new one', async () => {
  const workers: Worker[] = []
  const onWorker = (message: unknown) => workers.push((message as { worker: Worker }).worker)
  diagnostics.subscribe('worker_threads', onWorker)
  const scorer = await openRewardModel(model)
  const before = await scorer.score(items.slice(0, 1))
  const waiting = scorer.score(items.slice(1))
  await workers[0]!.terminate()
  await expect(waiting).rejects.toMatchObject({ code: 'INTERNAL' })
  const after = await Promise.all([scorer.score(items.slice(1, 5)), scorer.score(items.slice(5, 9))])
  expect(after.flat().every((result) => typeof result.reward === 'number')).toBe(true)
  expect(await scorer.score(items.slice(0, 1))).toEqual(before)
  expect(workers).toHaveLength(2)
  diagnostics.unsubscribe('worker_threads', onWorker)
  await scorer.close()
})

test.each(['config.json', 'features.json', 'model.onnx'])('a broken %s is refused by name', async (name) => {
  const broken = join(folder, `broken-${name}`)
  await cp(model, broken, { recursive: true })
  const file = join(broken, name)
  const bytes = await readFile(file)
  for (const damaged of [bytes.subarray(0, bytes.length >> 1), Buffer.alloc(0), flipped(bytes)]) {
    await writeFile(file, damaged)
    const opened = openRewardModel(broken)
    await expect(opened).rejects.toMatchObject({ code: 'MODEL_FILE_INVALID', details: { place: broken } })
    await expect(opened).rejects.toThrow(name === 'config.json' ? /config\.json|not what config\.json names/ : name)
  }
  await rm(file)
  await expect(openRewardModel(broken)).rejects.toThrow(`${name}: it is not there`)
})

function flipped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  copy[40]! ^= 0x80
  return copy
}

test('the server scores, says how it is, and asks for its key', async () => {
  const app = await buildScoreServer({ dir: model, apiKey: 'secret' })
  const ask = (authorization: string) =>
    app.inject({ method: 'POST', url: '/v1/score', payload: { items: items.slice(0, 3) }, headers: { authorization } })
  expect(scoreResponse.parse((await ask('Bearer secret')).json()).results).toHaveLength(3)
  const basic = `Basic ${Buffer.from('key:secret').toString('base64')}`
  expect((await ask(basic)).statusCode).toBe(200)
  for (const wrong of ['Bearer secre', 'Bearer ', 'secret', 'Basic secret', '']) {
    expect((await ask(wrong)).json()).toMatchObject({ error: { code: 'API_KEY_INVALID' } })
  }
  expect((await app.inject('/health')).json()).toMatchObject({ status: 'ok' })
  expect((await app.inject('/other')).json()).toMatchObject({ error: { code: 'NOT_FOUND' } })
  await app.close()
})

test('a rendered pair has the reward of the pair in the dialects that take one text', async () => {
  const app = await buildScoreServer({ dir: model })
  const ask = async (url: string, payload: object) => (await app.inject({ method: 'POST', url, payload })).json()
  const [item] = items
  const question = `<|im_start|>user\n${item!.prompt}<|im_end|>\n<|im_start|>assistant\n`
  const text = `${question}${item!.completion}<|im_end|>\n`
  const { results, usage } = await ask('/v1/score', { items: [item] })
  const { reward } = results[0]
  expect(usage.tokens).toBeGreaterThan(0)
  expect(await ask('/get_reward', { query: [text], prompts: [question] })).toMatchObject({ rewards: [reward] })
  expect(await ask('/v1/embeddings', { input: text })).toMatchObject({ data: [{ embedding: [reward] }] })
  expect(await ask('/predict', { inputs: text, raw_scores: true })).toMatchObject([{ score: reward }])
  expect(await ask('/remote_rm', { prompt: question, response: item!.completion })).toBe(reward)
  const whole = await ask('/get_reward', { query: [item!.completion] })
  expect(whole).toMatchObject({ rewards: [expect.any(Number)], extra_logs: { unsplit: [1] } })
  await app.close()
})

test('a canary answers its share, a shadow is only counted, and an ensemble answers its members', async () => {
  const other = join(folder, 'other')
  const config = { backbone: 'ngram', objective: 'pairwise', seed: 2, epochs: 1 } as const
  await trainRewardModel({ train: rankings, heldOut: [], config, outDir: other })
  const app = await buildScoreServer({
    dir: model,
    canary: { dir: other, share: 0.5 },
    shadow: other,
    layout: { sessions: 2, threads: 1 },
  })
  const ask = async (url: string, payload: object) => (await app.inject({ method: 'POST', url, payload })).json()
  const references = (await app.inject('/v1/models')).json().data.map(({ id }: { id: string }) => id)
  const answering = new Set<string>()
  for (const item of items.slice(0, 60)) answering.add((await ask('/v1/score', { items: [item] })).model)
  expect(answering).toEqual(new Set(references))

  const [mine, its] = references as string[]
  const one = (await ask('/v1/score', { items: items.slice(0, 1), model: mine })).results[0].reward
  const two = (await ask('/v1/score', { items: items.slice(0, 1), model: its })).results[0].reward
  const both = await ask('/v1/score', { items: items.slice(0, 1), model: `${mine}+${its}` })
  expect(scoreResponse.parse(both)).toMatchObject({
    model: `${mine}+${its}`,
    results: [{ reward: (one + two) / 2, standardDeviation: expect.closeTo(Math.abs(one - two) / 2, 12) }],
  })
  expect(await ask('/v1/score', { items: [], model: `${mine}+nobody` })).toMatchObject({
    error: { code: 'MODEL_NOT_FOUND' },
  })

  expect((await app.inject('/health/ready')).json()).toEqual({ status: 'ready' })
  const figures = (await app.inject('/metrics')).payload
  expect(figures).toMatch(/^plackett_shadow_items\{model=".+",shadow=".+"\} [1-9]/m)
  expect(figures).toMatch(/^plackett_requests_total\{dialect="plackett",outcome="ok"\} 63$/m)
  expect(figures).not.toContain(items[0]!.completion)
  await app.close()
})

test('the layout that is tried out uses no more than the machine has, and scores the same', async () => {
  const scorer = await openRewardModel(model, { layout: 'auto' })
  const { sessions, threads } = scorer.layout
  expect(sessions * threads).toBeLessThanOrEqual(availableParallelism())
  const plain = await openRewardModel(model)
  const rewards = async (from: typeof scorer) => (await from.score(items)).map(({ reward }) => reward!)
  const [tried, expected] = [await rewards(scorer), await rewards(plain)]
  for (const [at, reward] of tried.entries()) expect(reward).toBeCloseTo(expected[at]!, 4)
  await Promise.all([scorer.close(), plain.close()])
})

test('of several models one has to be named', async () => {
  const second = join(folder, 'second')
  await cp(model, second, { recursive: true })
  const app = await buildScoreServer({ dirs: [model, second] })
  const ask = async (name?: string) =>
    (await app.inject({ method: 'POST', url: '/v1/score', payload: { items: [], model: name } })).json()
  expect(await ask()).toMatchObject({ error: { code: 'MODEL_AMBIGUOUS' } })
  const { model: reference } = await ask('second')
  expect(reference).toMatch(/^second@[0-9a-f]{12}$/)
  expect(await ask(reference)).toMatchObject({ model: reference })
  expect(await ask('third')).toMatchObject({ error: { code: 'MODEL_NOT_FOUND' } })
  await app.close()
})

test('garbage on the socket, slow and vanishing clients do not disturb the others', async () => {
  const app = await buildScoreServer({ dir: model })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const head = (length: number) =>
    `POST /v1/score HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`
  const sent = [
    Buffer.from([0, 1, 2, 255, 254, 13, 10, 13, 10]),
    Buffer.from('POST /v1/score HTTP/9.9\r\n\r\n'),
    Buffer.from(`${head(1_000_000)}{"items":[`),
    Buffer.from(head(-5)),
    Buffer.from(`${head(20)}{"items":[]} garbage after it`),
  ]
  const sockets = sent.map((bytes) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.on('error', () => {})
    socket.on('data', () => {})
    return socket
  })
  const body = JSON.stringify({ items })
  const leaving = connect(port, '127.0.0.1', () =>
    leaving.write(head(Buffer.byteLength(body)) + body, () => leaving.destroy()),
  )
  await once(leaving, 'close')

  const url = `http://127.0.0.1:${port}/v1/score`
  const ask = async (part: typeof items): Promise<ScoreResponse> => {
    const headers = { 'content-type': 'application/json' }
    const reply = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ items: part }) })
    return scoreResponse.parse(await reply.json())
  }
  const replies = await Promise.all(items.slice(0, 60).map((item) => ask([item])))
  const whole = await ask(items.slice(0, 60))
  expect(replies.flatMap(({ results }) => results)).toEqual(whole.results)
  for (const socket of sockets) socket.destroy()
  await app.close()
})
