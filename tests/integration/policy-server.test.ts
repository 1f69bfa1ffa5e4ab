import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildPolicyServer } from '@plackett/generation'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeReference, sharedPath } from '../parity/support/reference.ts'
import { finished, startPlackett } from '../support/run-plackett.ts'

/** What an answer has of what the tests look at. */
interface Answer {
  choices: {
    index: number
    message: { content: string }
    logprobs: { content: { logprob: number; top_logprobs: unknown[] }[] }
  }[]
  usage: object
}

describeReference('data/stories260k', () => {
  let folder: string
  let app: FastifyInstance
  let address: string

  const plackett = (...args: string[]) => finished(startPlackett(args, { cwd: folder }))

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plackett-policies-'))
    const [model, tokenizer] = ['stories260K.bin', 'tok512.bin'].map((name) => sharedPath('data/stories260k', name))
    const made = await plackett('policy', 'import', '--llama2c', model!, '--tokenizer', tokenizer!, '--out', 'stories')
    expect(made).toMatchObject({ status: 0, stdout: 'stories\n' })
    app = await buildPolicyServer({ directories: [join(folder, 'stories')], apiKey: 'a-key' })
    address = await app.listen({ host: '127.0.0.1', port: 0 })
  })
  afterAll(async () => {
    await app.close()
    await rm(folder, { recursive: true })
  })

  function ask(path: string, body: unknown, key = 'a-key') {
    return fetch(`${address}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  }
  const json = async (reply: Promise<Response>) => (await (await reply).json()) as Answer

  test('completions: several prompts, n of each, usage, and the same again for the same seed', async () => {
    const body = { model: 'stories', prompt: ['Once upon a time', 'Lily'], n: 2, max_tokens: 12, seed: 5, top_k: -1 }
    const first = await json(ask('/v1/completions', body))
    expect(first).toMatchObject({ object: 'text_completion', model: 'stories' })
    expect(first.choices.map(({ index }) => index)).toEqual([0, 1, 2, 3])
    expect(first.usage).toMatchObject({ completion_tokens: 48 })
    const again = await json(ask('/v1/completions', body))
    expect(again.choices).toEqual(first.choices)
  })

  test('log-probabilities in the shape of either endpoint', async () => {
    const plain = await json(ask('/v1/completions', { prompt: 'Once', max_tokens: 3, temperature: 0, logprobs: 2 }))
    expect(plain.choices[0]).toMatchObject({
      logprobs: {
        tokens: expect.any(Array),
        top_logprobs: expect.any(Array),
        text_offset: [0, expect.any(Number), expect.any(Number)],
      },
    })
    const messages = [{ role: 'user', content: [{ type: 'text', text: 'Once' }] }]
    const chat = await json(ask('/v1/chat/completions', { messages, max_tokens: 3, logprobs: true, top_logprobs: 2 }))
    const { content } = (chat.choices[0] as { logprobs: { content: { logprob: number; top_logprobs: unknown[] }[] } })
      .logprobs
    expect(content).toHaveLength(3)
    for (const token of content) {
      expect(token.logprob).toBeLessThanOrEqual(0)
      expect(token.top_logprobs).toHaveLength(2)
    }
  })

  test('a streamed answer is the unstreamed one in pieces', async () => {
    const body = {
      messages: [{ role: 'user', content: 'Once upon a time' }],
      temperature: 0,
      max_completion_tokens: 30,
    }
    const whole = await json(ask('/v1/chat/completions', body))
    const reply = await ask('/v1/chat/completions', { ...body, stream: true, stream_options: { include_usage: true } })
    expect(reply.headers.get('content-type')).toContain('text/event-stream')
    const events = (await reply.text()).split('\n\n').filter(Boolean)
    expect(events.pop()).toBe('data: [DONE]')
    const pieces = events.map((event) => JSON.parse(event.slice('data: '.length)))
    expect(pieces.pop()).toMatchObject({ choices: [], usage: { completion_tokens: 30 } })
    expect(pieces.at(-1).choices[0].finish_reason).toBe('length')
    const text = pieces.map(({ choices }) => choices[0].delta.content ?? '').join('')
    expect(text).toBe(whole.choices[0]!.message.content)
  })

  test.each([
    ['broken JSON', 400, 'BODY_NOT_JSON', '{'],
    ['a temperature below 0', 400, 'INVALID_INPUT', { prompt: 'a', temperature: -1 }],
    ['no prompt', 400, 'INVALID_INPUT', { prompt: [] }],
    ['an echo', 400, 'INVALID_INPUT', { prompt: 'a', echo: true }],
    ['a stream of log-probabilities', 400, 'INVALID_INPUT', { prompt: 'a', stream: true, logprobs: 1 }],
    ['another policy', 404, 'POLICY_NOT_FOUND', { prompt: 'a', model: 'other' }],
    ['a prompt without room', 422, 'PROMPT_REFUSED', { prompt: 'word '.repeat(2_000), stream: true }],
  ])('%s is refused with %i and %s, in the words of OpenAI’s clients', async (_, status, code, body) => {
    const reply = await ask('/v1/completions', body)
    expect(reply.status).toBe(status)
    expect(await reply.json()).toEqual({
      error: { message: expect.any(String), type: 'invalid_request_error', param: null, code },
    })
  })

  test('a wrong key is refused, and what is served is listed', async () => {
    expect((await ask('/v1/completions', { prompt: 'a' }, 'other')).status).toBe(401)
    const reply = await fetch(`${address}/v1/models`, { headers: { authorization: 'Bearer a-key' } })
    expect(await reply.json()).toMatchObject({ data: [{ id: 'stories' }] })
  })

  test('a client that hangs up costs nothing more, and the next one is served', async () => {
    const ending = new AbortController()
    const reply = await fetch(`${address}/v1/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer a-key', 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'Once', max_tokens: 400, n: 20, stream: true }),
      signal: ending.signal,
    })
    await reply.body!.getReader().read()
    ending.abort()
    expect((await ask('/v1/completions', { prompt: 'Once', max_tokens: 2 })).status).toBe(200)
  })

  test('a file of prompts becomes tasks to rank, the same for the same seed', async () => {
    await writeFile(
      join(folder, 'prompts.jsonl'),
      '{"id":"a","prompt":"Once upon a time"}\n{"prompt":[{"role":"user","content":"Lily"}],"group":"g"}\n',
    )
    const write = (output: string) =>
      plackett(
        'policy',
        'generate',
        '--policy',
        'stories',
        '--input',
        'prompts.jsonl',
        '--output',
        output,
        '--n',
        '3',
        '--max-tokens',
        '20',
        '--top-p',
        '0.9',
      )
    expect(await write('tasks.jsonl')).toMatchObject({ status: 0 })
    expect(await write('again.jsonl')).toMatchObject({ status: 0 })
    const [tasks, again] = await Promise.all(
      ['tasks.jsonl', 'again.jsonl'].map((name) => readFile(join(folder, name), 'utf8')),
    )
    expect(again).toBe(tasks)
    const lines = tasks!
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toMatchObject([{ id: 'a' }, { group: 'g' }])
    for (const { completions } of lines) {
      expect(new Set(completions.map(({ text }: { text: string }) => text)).size).toBe(3)
      expect(completions[0].model).toBe('stories')
    }
  })

  test('bad prompts are reported by line, and a folder that is no policy by name', async () => {
    await writeFile(join(folder, 'bad.jsonl'), '{"prompt":""}\n{"prompt":"ok"}\n')
    const bad = await plackett('policy', 'generate', '--policy', 'stories', '--input', 'bad.jsonl')
    expect(bad).toMatchObject({ status: 2, stdout: '' })
    expect(bad.stderr).toContain('bad.jsonl:1: prompt')
    const none = await plackett('policy', 'generate', '--policy', '.', '--input', 'bad.jsonl')
    expect(none).toMatchObject({ status: 2, stderr: expect.stringContaining('there is no config.json') })
  })
})
