import { AppError, scoreResponse } from '@plackett/contracts'
import fastify, { type FastifyInstance } from 'fastify'
import { afterEach, expect, test } from 'vitest'
import type { RewardScorer, ScoreItem, ScoreOptions } from '../model/reward-scorer.types.ts'
import { scorePlugin } from './score-plugin.ts'
import type { ScorePluginOptions } from './score-plugin.types.ts'

const apps: FastifyInstance[] = []
afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.close()))
})

function aScorer(
  score: RewardScorer['score'] = async (items) => items.map(({ completion }) => ({ reward: completion.length })),
): RewardScorer {
  return { reference: 'length@1', score, close: async () => {} }
}

function anApp(options: Partial<ScorePluginOptions> = {}): FastifyInstance {
  const app = fastify()
  app.register(scorePlugin, {
    resolveModel: async () => aScorer(),
    listModels: async () => ['length@1'],
    authenticate: async () => {},
    ...options,
  })
  apps.push(app)
  return app
}

async function post(app: FastifyInstance, payload: string | Buffer | object, headers: Record<string, string> = {}) {
  const reply = await app.inject({
    method: 'POST',
    url: '/v1/score',
    payload,
    headers: { 'content-type': 'application/json', ...headers },
  })
  return { status: reply.statusCode, body: reply.json(), headers: reply.headers }
}

const someItems: { items: ScoreItem[] } = {
  items: [
    { prompt: 'a', completion: 'four' },
    { prompt: [{ role: 'user', content: 'a' }], completion: '' },
  ],
}

test('rewards come in order, with the model that gave them and what it cost', async () => {
  const { status, body } = await post(anApp(), someItems)
  expect(status).toBe(200)
  expect(scoreResponse.parse(body)).toMatchObject({
    model: 'length@1',
    results: [{ reward: 4 }, { reward: 0 }],
    usage: { items: 2, characters: 6 },
  })
})

test.each([
  ['', 'BODY_NOT_JSON', 400],
  ['{"items":', 'BODY_NOT_JSON', 400],
  ['['.repeat(200_000), 'BODY_NOT_JSON', 400],
  [Buffer.from([0x22, 0xff, 0x22]), 'BODY_NOT_JSON', 400],
  ['null', 'INVALID_INPUT', 400],
  ['[]', 'INVALID_INPUT', 400],
  ['{}', 'INVALID_INPUT', 400],
  [{ items: 'x' }, 'INVALID_INPUT', 400],
  [{ items: [{ prompt: 'a' }] }, 'INVALID_INPUT', 400],
  [{ items: [{ prompt: '', completion: 'a' }] }, 'INVALID_INPUT', 400],
  [{ items: [{ prompt: [{ role: 'tool', content: '' }], completion: 'a' }] }, 'INVALID_INPUT', 400],
  [{ items: Array.from({ length: 1_025 }, () => someItems.items[0]) }, 'INVALID_INPUT', 400],
  [{ items: [], model: 7 }, 'INVALID_INPUT', 400],
  [`"${'x'.repeat(3_000)}"`, 'BODY_TOO_LARGE', 413],
])('a body like %.40j is refused with %s', async (payload, code, status) => {
  const bodyLimit = code === 'BODY_TOO_LARGE' ? 2_000 : undefined
  const reply = await post(anApp({ bodyLimit }), payload)
  expect(reply).toMatchObject({ status, body: { error: { code } } })
  expect(reply.body.error.message).toBeTypeOf('string')
})

test('a fault is named by its place', async () => {
  const { body } = await post(anApp(), { items: [{ prompt: [{ role: 'tool', content: '' }], completion: 'a' }] })
  expect(body.error.message).toContain('items[0].prompt[0].role')
})

test('other content types are refused', async () => {
  const { status, body } = await post(anApp(), 'x', { 'content-type': 'text/plain' })
  expect({ status, code: body.error.code }).toEqual({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' })
})

test('a body of no type at all is read as JSON', async () => {
  const { status } = await post(anApp(), Buffer.from(JSON.stringify(someItems)), { 'content-type': undefined as never })
  expect(status).toBe(200)
})

test('a body that nests deeper than any protocol is refused before it is built', async () => {
  const deep = `{"items":${'['.repeat(200_000)}${']'.repeat(200_000)}}`
  const { status, body } = await post(anApp(), deep)
  expect({ status, code: body.error.code }).toEqual({ status: 400, code: 'BODY_NOT_JSON' })
  const brackets = { items: [{ prompt: '[['.repeat(100), completion: '"\\"{[{['.repeat(50) }] }
  expect((await post(anApp(), brackets)).status).toBe(200)
})

test('who may not score is told so before the body is looked at', async () => {
  const authenticate = async () => {
    throw new AppError('API_KEY_INVALID')
  }
  const { status, body } = await post(anApp({ authenticate }), '{"items":')
  expect({ status, code: body.error.code }).toEqual({ status: 401, code: 'API_KEY_INVALID' })
})

test('an unknown model, and what fails inside, have an answer that gives nothing away', async () => {
  const resolveModel = async (model?: string) => {
    if (model) throw new AppError('MODEL_NOT_FOUND', { model })
    return aScorer(async () => {
      throw new Error('secret')
    })
  }
  const app = anApp({ resolveModel })
  expect(await post(app, { ...someItems, model: 'x@1' })).toMatchObject({
    status: 404,
    body: { error: { code: 'MODEL_NOT_FOUND' } },
  })
  const { status, body } = await post(app, someItems)
  expect({ status, code: body.error.code }).toEqual({ status: 500, code: 'INTERNAL' })
  expect(JSON.stringify(body)).not.toContain('secret')
})

test('an overloaded model says when to come back', async () => {
  const resolveModel = async () =>
    aScorer(async () => {
      throw new AppError('OVERLOADED', { seconds: 4 })
    })
  const { status, headers } = await post(anApp({ resolveModel }), someItems)
  expect({ status, after: headers['retry-after'] }).toEqual({ status: 503, after: '4' })
})

test('a request that has waited too long is given up, and its work with it', async () => {
  let wasAborted = false
  const untilAborted = (_: readonly ScoreItem[], { signal }: ScoreOptions = {}) =>
    new Promise<never>((_, reject) => {
      signal!.addEventListener('abort', () => {
        wasAborted = true
        reject(signal!.reason)
      })
    })
  const { status, body } = await post(
    anApp({ resolveModel: async () => aScorer(untilAborted), deadlineMs: 20 }),
    someItems,
  )
  expect({ status, code: body.error.code, wasAborted }).toEqual({ status: 503, code: 'OVERLOADED', wasAborted: true })
})

test('the app around it keeps its own answers', async () => {
  const app = anApp()
  app.post('/other', async ({ body }) => ({ body }))
  const reply = await app.inject({
    method: 'POST',
    url: '/other',
    payload: 'x',
    headers: { 'content-type': 'text/plain' },
  })
  expect(reply.json()).toEqual({ body: 'x' })
})
