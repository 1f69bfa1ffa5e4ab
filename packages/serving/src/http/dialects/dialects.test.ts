import { AppError, messagesOf, type ScoreResult } from '@plackett/contracts'
import fastify, { type FastifyInstance } from 'fastify'
import { afterEach, describe, expect, test } from 'vitest'
import type { ScoreItem, ScoreOptions } from '../../model/reward-scorer.types.ts'
import { scorePlugin } from '../score-plugin.ts'
import type { ScorePluginOptions } from '../score-plugin.types.ts'
import { sigmoid } from './rewards-of.ts'

const apps: FastifyInstance[] = []
afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.close()))
})

/** A reward that tells every pair from every other: what the prompt says, and what the completion. */
function rewardOf({ prompt, completion }: ScoreItem): number {
  const text = [...messagesOf(prompt).map(({ role, content }) => `${role}:${content}`), completion].join('|')
  return [...text].reduce((sum, character, at) => (sum + (at + 1) * character.codePointAt(0)!) % 8_191, 0) / 8_191
}

function resultOf(item: ScoreItem): ScoreResult {
  const refuse = (code: string): ScoreResult => ({ reward: null, error: { code, message: code } })
  if (item.completion === '') return refuse('EMPTY_COMPLETION')
  if (item.completion === 'not finite') return refuse('SCORE_NOT_FINITE')
  return { reward: rewardOf(item), ...(item.completion.startsWith('long') && { truncated: true }) }
}

async function score(items: readonly ScoreItem[], options: ScoreOptions = {}): Promise<ScoreResult[]> {
  if (items.some(({ completion }) => completion === 'busy')) throw new AppError('OVERLOADED', { seconds: 7 })
  options.onRead?.(10 * items.length)
  return items.map(resultOf)
}

function anApp(options: Partial<ScorePluginOptions> = {}): FastifyInstance {
  const app = fastify()
  app.register(scorePlugin, {
    resolveModel: async (reference) => {
      if (reference !== undefined && reference !== 'tone' && reference !== 'tone@3') {
        throw new AppError('MODEL_NOT_FOUND', { model: reference })
      }
      return { reference: 'tone@3', score, close: async () => {} }
    },
    listModels: async () => ['tone@3'],
    authenticate: async () => {},
    ...options,
  })
  apps.push(app)
  return app
}

async function post(url: string, payload: object | string, app = anApp()) {
  const reply = await app.inject({
    method: 'POST',
    url,
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    headers: { 'content-type': 'application/json' },
  })
  return { status: reply.statusCode, body: reply.json(), headers: reply.headers }
}

async function get(url: string, app = anApp()) {
  const reply = await app.inject({ url })
  return { status: reply.statusCode, body: reply.json() }
}

const item = { prompt: 'Capital of Peru?', completion: 'Lima.' }
const other = { prompt: 'Capital of Peru?', completion: 'Quito.' }
const [reward, otherReward] = [rewardOf(item), rewardOf(other)]
const promptText = '<|im_start|>user\nCapital of Peru?<|im_end|>\n<|im_start|>assistant\n'
const text = `${promptText}Lima.<|im_end|>\n`
const otherText = `${promptText}Quito.<|im_end|>\n`
const conversation = [
  { role: 'user', content: item.prompt },
  { role: 'assistant', content: item.completion },
]

/** The request that asks for the pair in each dialect, and where its reward stands in the answer. */
const dialects: Record<string, { url: string; body: object; at: (string | number)[] }> = {
  ours: { url: '/v1/score', body: { items: [item] }, at: ['results', 0, 'reward'] },
  'OpenRLHF since 0.9.1': {
    url: '/get_reward',
    body: { query: [text], prompts: [promptText], labels: ['x'] },
    at: ['rewards', 0],
  },
  'OpenRLHF of 2024': { url: '/get_reward', body: { query: [text] }, at: ['rewards', 0] },
  'verl by way of vLLM': {
    url: '/classify',
    body: { model: 'tone', input: text, use_activation: false },
    at: ['data', 0, 'probs', 0],
  },
  'verl before vLLM 0.11.2': {
    url: '/classify',
    body: { model: 'tone', input: text, activation: false },
    at: ['data', 0, 'probs', 0],
  },
  'verl by way of SGLang': {
    url: '/v1/embeddings',
    body: { model: 'tone', input: text },
    at: ['data', 0, 'embedding', 0],
  },
  'vLLM with messages': {
    url: '/classify',
    body: { messages: conversation, use_activation: false },
    at: ['data', 0, 'probs', 0],
  },
  'vLLM pooling': {
    url: '/pooling',
    body: { model: 'tone', input: [text], task: 'classify', use_activation: false },
    at: ['data', 0, 'data', 0],
  },
  'vLLM score': {
    url: '/score',
    body: { model: 'tone', queries: item.prompt, documents: [item.completion], use_activation: false },
    at: ['data', 0, 'score'],
  },
  'vLLM score under our path, by its old names': {
    url: '/v1/score',
    body: { model: 'tone', text_1: promptText, text_2: item.completion, use_activation: false },
    at: ['data', 0, 'score'],
  },
  'TEI, one text': {
    url: '/predict',
    body: { inputs: text, raw_scores: true },
    at: [0, 'score'],
  },
  'TEI, one pair': {
    url: '/predict',
    body: { inputs: [item.prompt, item.completion], raw_scores: true },
    at: [0, 'score'],
  },
  'TEI, a batch': {
    url: '/predict',
    body: { inputs: [[text], [item.prompt, item.completion]], raw_scores: true },
    at: [1, 0, 'score'],
  },
  'TEI, reranking': {
    url: '/rerank',
    body: { query: item.prompt, texts: [item.completion], raw_scores: true },
    at: [0, 'score'],
  },
  'Cohere, Jina, vLLM reranking': {
    url: '/v2/rerank',
    body: { model: 'tone', query: item.prompt, documents: [item.completion], use_activation: false },
    at: ['results', 0, 'relevance_score'],
  },
  slime: {
    url: '/remote_rm',
    body: { prompt: promptText, response: 'Lima.<|im_end|>', label: '1' },
    at: [],
  },
  'slime with messages': {
    url: '/remote_rm',
    body: { prompt: conversation.slice(0, 1), response: 'Lima.', label: null },
    at: [],
  },
  'LLaMA-Factory': {
    url: '/v1/score/evaluation',
    body: { model: 'model', messages: [text], max_length: null },
    at: ['scores', 0],
  },
  KServe: {
    url: '/v2/models/reward_model/infer',
    body: { inputs: [{ name: 'sentences', shape: [1, 1], datatype: 'BYTES', data: [text] }] },
    at: ['outputs', 0, 'data', 0],
  },
}

describe.each(Object.entries(dialects))('%s', (_, { url, body, at }) => {
  test('gives the pair the same reward as every other dialect', async () => {
    const reply = await post(url, body)
    expect(reply.status).toBe(200)
    expect(at.reduce((value, key) => value[key], reply.body)).toBe(reward)
    expect(reply.headers['x-plackett-model']).toBe('tone@3')
  })
  test('marks nothing where nothing was cut and every text was split', async () => {
    const { headers } = await post(url, body)
    expect(headers).not.toHaveProperty('x-plackett-unsplit')
    expect(headers).not.toHaveProperty('x-plackett-truncated')
  })
})

describe('ours', () => {
  test('compares two completions by the probability that people prefer the first', async () => {
    const { body } = await post('/v1/compare', { prompt: item.prompt, first: 'Lima.', second: 'Quito.' })
    expect(body).toEqual({
      model: 'tone@3',
      probability: sigmoid(reward - otherReward),
      results: [{ reward }, { reward: otherReward }],
    })
    const empty = await post('/v1/compare', { prompt: item.prompt, first: 'Lima.', second: '' })
    expect(empty.body.probability).toBeNull()
  })
  test('ranks completions, ties sharing a rank and what cannot be scored having none', async () => {
    const completions = ['Lima.', 'Quito.', '', 'Lima.']
    const { body } = await post('/v1/rank', { prompt: item.prompt, completions })
    const best = Math.max(reward, otherReward)
    expect(body.ranks).toEqual(reward === best ? [1, 3, null, 1] : [2, 1, null, 2])
    const [first, second, none] = body.probabilities
    expect(2 * first + second).toBeCloseTo(1, 12)
    expect(Math.log(first / second)).toBeCloseTo(reward - otherReward, 12)
    expect(none).toBeNull()
    expect((await post('/v1/rank', { prompt: 'a', completions: [] })).body).toMatchObject({ ranks: [], results: [] })
  })
})

describe('OpenRLHF', () => {
  test('an empty list has an empty answer', async () => {
    const { status, body } = await post('/get_reward', { query: [], prompts: [], labels: [] })
    expect({ status, body }).toEqual({ status: 200, body: { rewards: [], scores: [], extra_logs: {} } })
  })
  test('scores lie between 0 and 1, and what was cut or not split is logged', async () => {
    const { body, headers } = await post('/get_reward', {
      query: ['long and plain', text],
      prompts: [null, promptText],
    })
    expect(body.scores).toEqual(body.rewards.map(sigmoid))
    expect(body.extra_logs).toEqual({ truncated: [1, 0], unsplit: [1, 0] })
    expect(headers).toMatchObject({ 'x-plackett-truncated': '0', 'x-plackett-unsplit': '0' })
  })
  test('a prompt for each query or none', async () => {
    expect((await post('/get_reward', { query: [text], prompts: ['a', 'b'] })).status).toBe(400)
  })
})

describe('vLLM', () => {
  test('classify answers in its shape, through a sigmoid unless told otherwise', async () => {
    const { body } = await post('/classify', { model: 'tone@3', input: [text, otherText] })
    expect(body).toMatchObject({
      id: expect.stringMatching(/^classify-/),
      object: 'list',
      model: 'tone@3',
      usage: { prompt_tokens: 20, total_tokens: 20, completion_tokens: 0 },
    })
    expect(body.data).toEqual([
      { index: 0, label: 'LABEL_0', probs: [sigmoid(reward)], num_classes: 1 },
      { index: 1, label: 'LABEL_0', probs: [sigmoid(otherReward)], num_classes: 1 },
    ])
    expect((await post('/classify', { input: [] })).body.data).toEqual([])
  })
  test('one query goes with all documents, or one with each', async () => {
    const scores = async (body: object) =>
      (await post('/score', body)).body.data?.map(({ score }: { score: number }) => score)
    const both = [sigmoid(reward), sigmoid(otherReward)]
    const documents = ['Lima.', 'Quito.']
    expect(await scores({ queries: item.prompt, documents })).toEqual(both)
    expect(await scores({ queries: [item.prompt, item.prompt], items: documents })).toEqual(both)
    expect(await scores({ data_1: item.prompt, data_2: documents })).toEqual(both)
    expect((await post('/score', { queries: ['a', 'b', 'c'], documents })).status).toBe(400)
  })
  test('too long a text is refused unless the request asks to cut it', async () => {
    const body = { queries: 'a', documents: 'long text' }
    const refused = await post('/score', body)
    expect(refused).toMatchObject({ status: 400, body: { error: { type: 'BadRequestError', code: 400, param: null } } })
    const cut = await post('/score', { ...body, truncate_prompt_tokens: -1 })
    expect(cut).toMatchObject({ status: 200, headers: { 'x-plackett-truncated': '0' } })
  })
  test.each([
    ['an unknown model', { model: 'x', input: 'a' }, 404, 'NotFoundError'],
    ['an empty text', { input: '' }, 400, 'BadRequestError'],
    ['no input', { model: 'tone' }, 400, 'BadRequestError'],
    ['ids of tokens', { input: [1, 2, 3] }, 400, 'BadRequestError'],
    ['a conversation without an answer', { messages: conversation.slice(0, 1) }, 400, 'BadRequestError'],
    ['a score that is not finite', { input: `${promptText}not finite` }, 500, 'InternalServerError'],
    ['overload', { input: `${promptText}busy` }, 503, 'InternalServerError'],
  ])('%s is refused in its words, old and new', async (_, body, status, type) => {
    const reply = await post('/classify', body)
    expect(reply.status).toBe(status)
    expect(reply.body.error).toMatchObject({ type, code: status, param: null, message: expect.any(String) })
    expect(reply.body).toMatchObject({ object: 'error', type, message: expect.any(String) })
  })
})

describe('SGLang', () => {
  test('base64 is what OpenAI’s client asks for', async () => {
    const { body } = await post('/v1/embeddings', { input: [text, otherText], encoding_format: 'base64' })
    const floats = body.data.map(({ embedding }: { embedding: string }) =>
      Buffer.from(embedding, 'base64').readFloatLE(),
    )
    expect(floats).toEqual([Math.fround(reward), Math.fround(otherReward)])
  })
})

describe('TEI', () => {
  test('a pair is sorted with its label, a list of two strings is one pair', async () => {
    const { body } = await post('/predict', { inputs: [item.prompt, item.completion] })
    expect(body).toEqual([{ score: sigmoid(reward), label: 'LABEL_0' }])
    expect((await post('/predict', { inputs: [] })).body).toEqual([])
    expect((await post('/predict', { inputs: ['a', 'b', 'c'] })).status).toBe(422)
  })
  test('reranks, the best first, with texts where they are wanted', async () => {
    const { body } = await post('/rerank', { query: item.prompt, texts: ['Lima.', 'Quito.'], return_text: true })
    const expected = [
      { index: 0, text: 'Lima.', score: sigmoid(reward) },
      { index: 1, text: 'Quito.', score: sigmoid(otherReward) },
    ]
    expect(body).toEqual(expected.sort((a, b) => b.score - a.score))
  })
  test.each([
    ['an empty text', { inputs: '' }, 400, 'empty'],
    ['no inputs', {}, 422, 'validation'],
    ['too long a text', { inputs: ['a', 'long text'] }, 422, 'validation'],
    ['a score that is not finite', { inputs: ['a', 'not finite'] }, 424, 'backend'],
    ['overload', { inputs: ['a', 'busy'] }, 429, 'overloaded'],
  ])('%s is refused with its status', async (_, body, status, error_type) => {
    const reply = await post('/predict', body)
    expect(reply).toMatchObject({ status, body: { error: expect.any(String), error_type } })
    if (status === 429) expect(reply.headers['retry-after']).toBe('7')
  })
  test('truncate lets a long text through', async () => {
    const reply = await post('/predict', { inputs: ['a', 'long text'], truncate: true })
    expect(reply).toMatchObject({ status: 200, headers: { 'x-plackett-truncated': '0' } })
  })
})

describe('rerankers', () => {
  const documents = ['Quito.', { text: 'Lima.' }]

  test.each(['/rerank', '/v1/rerank', '/v2/rerank'])('%s answers Cohere, Jina and vLLM alike', async (url) => {
    const { body } = await post(url, { query: item.prompt, documents, top_n: 1, model: 'tone' })
    const best = reward > otherReward ? [1, 'Lima.', reward] : [0, 'Quito.', otherReward]
    expect(body).toMatchObject({
      model: 'tone@3',
      usage: { total_tokens: 20 },
      meta: { api_version: { version: '2' } },
    })
    expect(body.results).toEqual([
      { index: best[0], document: { text: best[1], multi_modal: null }, relevance_score: sigmoid(Number(best[2])) },
    ])
  })
  test('all documents unless a number is wanted, without texts where they are not', async () => {
    const body = { query: 'a', documents, top_n: 0, return_documents: false }
    const { results } = (await post('/v1/rerank', body)).body
    expect(results).toHaveLength(2)
    expect(results[0]).not.toHaveProperty('document')
    expect((await post('/v1/rerank', { query: 'a', documents: [] })).body.results).toEqual([])
  })
  test('an error has the field that each client reads, and overload is 429', async () => {
    const reply = await post('/v2/rerank', { query: 'a', documents: ['busy'] })
    expect(reply).toMatchObject({ status: 429, headers: { 'retry-after': '7' } })
    expect(reply.body).toMatchObject({ message: expect.any(String), detail: expect.any(String), error: { code: 503 } })
  })
})

describe('LLaMA-Factory and slime', () => {
  test('answer in their shapes', async () => {
    expect((await post('/v1/score/evaluation', { model: 'tone', messages: [text, otherText] })).body).toEqual({
      id: expect.stringMatching(/^scoreval-/),
      object: 'score.evaluation',
      model: 'tone@3',
      scores: [reward, otherReward],
    })
    expect((await post('/v1/score/evaluation', { model: 'tone', messages: [] })).body.scores).toEqual([])
  })
  test('never make a number up', async () => {
    const factory = await post('/v1/score/evaluation', { model: 'tone', messages: [''] })
    expect(factory).toMatchObject({ status: 422, body: { detail: expect.any(String) } })
    const rm = await post('/remote_rm', { prompt: 'a', response: '', label: null })
    expect(rm).toMatchObject({ status: 422, body: { error: { code: 'EMPTY_COMPLETION' } } })
  })
})

describe('KServe', () => {
  const infer = '/v2/models/tone/infer'
  const sentences = { name: 'sentences', shape: [2, 1], datatype: 'BYTES', data: [text, otherText] }

  test('answers tensors in JSON', async () => {
    const { body } = await post('/v2/models/tone/versions/3/infer', { id: '7', inputs: [sentences] })
    expect(body).toEqual({
      id: '7',
      model_name: 'tone',
      model_version: '3',
      outputs: [{ name: 'rewards', datatype: 'FP32', shape: [2, 1], data: [reward, otherReward] }],
    })
  })
  test('reads and writes binary tensors', async () => {
    const elements = Buffer.concat(
      [text, otherText].map((sentence) => {
        const bytes = Buffer.from(sentence)
        const length = Buffer.alloc(4)
        length.writeUInt32LE(bytes.length)
        return Buffer.concat([length, bytes])
      }),
    )
    const { data: _, ...described } = sentences
    const input = { ...described, parameters: { binary_data_size: elements.length } }
    const head = Buffer.from(
      JSON.stringify({ inputs: [input], outputs: [{ name: 'rewards', parameters: { binary_data: true } }] }),
    )
    const reply = await anApp().inject({
      method: 'POST',
      url: infer,
      payload: Buffer.concat([head, elements]),
      headers: { 'content-type': 'application/octet-stream', 'inference-header-content-length': String(head.length) },
    })
    const length = Number(reply.headers['inference-header-content-length'])
    const { outputs } = JSON.parse(reply.rawPayload.subarray(0, length).toString())
    expect(outputs[0]).toEqual({
      name: 'rewards',
      datatype: 'FP32',
      shape: [2, 1],
      parameters: { binary_data_size: 8 },
    })
    const floats = reply.rawPayload.subarray(length)
    expect([floats.readFloatLE(0), floats.readFloatLE(4)]).toEqual([Math.fround(reward), Math.fround(otherReward)])
  })
  test.each([
    ['no sentences', { inputs: [] }],
    ['another number of sentences than its shape has', { inputs: [{ ...sentences, shape: [3, 1] }] }],
    ['numbers for sentences', { inputs: [{ ...sentences, data: [1, 2] }] }],
    ['ids of tokens', { inputs: [{ name: 'tokens', shape: [1, 2], datatype: 'INT64', data: [1, 2] }] }],
    ['an empty sentence', { inputs: [{ ...sentences, shape: [1, 1], data: [''] }] }],
  ])('%s is a bad request', async (_, body) => {
    expect(await post(infer, body)).toMatchObject({ status: 400, body: { error: expect.any(String) } })
  })
  test('says what it is and whether it is ready', async () => {
    expect((await get('/v2')).body).toMatchObject({ extensions: ['binary_tensor_data'] })
    expect(await get('/v2/health/live')).toMatchObject({ status: 200 })
    expect(await get('/v2/health/ready')).toMatchObject({ status: 200, body: { ready: true } })
    expect(await get('/v2/models/tone/ready')).toMatchObject({ status: 200, body: { name: 'tone', ready: true } })
    expect((await get('/v2/models/tone')).body).toMatchObject({ name: 'tone', versions: ['3'] })
    expect((await get('/v2/models/reward_model/config')).body).toMatchObject({ name: 'reward_model', version: '3' })
    expect(await get('/v2/models/other/ready')).toMatchObject({ status: 404, body: { error: expect.any(String) } })
  })
})

test('models are listed as OpenAI lists them', async () => {
  expect((await get('/v1/models')).body).toEqual({
    object: 'list',
    data: [{ id: 'tone@3', object: 'model', created: expect.any(Number), owned_by: 'plackett' }],
  })
})

test('a dialect that is switched off is not there, also on a path that it shares', async () => {
  const app = anApp({ dialects: ['plackett', 'rerank'] })
  expect((await post('/get_reward', { query: [] }, app)).status).toBe(404)
  expect((await post('/v1/score', { items: [] }, app)).status).toBe(200)
  expect((await post('/v1/score', { queries: 'a', documents: 'b' }, app)).body.error.code).toBe('INVALID_INPUT')
  expect((await post('/rerank', { query: 'a', texts: ['b'] }, app)).status).toBe(400)
})

test('who may not score is told so in the dialect that was spoken', async () => {
  const app = anApp({
    authenticate: async () => {
      throw new AppError('API_KEY_INVALID')
    },
  })
  expect(await post('/classify', '{', app)).toMatchObject({ status: 401, body: { error: { code: 401 } } })
  expect(await post('/predict', '{', app)).toMatchObject({ status: 401, body: { error_type: 'validation' } })
  expect(await get('/v2/models/tone', app)).toMatchObject({ status: 401, body: { error: expect.any(String) } })
})
