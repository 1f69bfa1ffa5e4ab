import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text as textOf } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { buildScoreServer } from '@plackett/serving'
import { trainRewardModel } from '@plackett/training'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { someRankings } from '../support/some-rankings.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const question = 'Name a colour of the sky.'
const answers = ['Blue, on most days.', 'No.']
const prompt = `<|im_start|>user\n${question}<|im_end|>\n<|im_start|>assistant\n`
const text = `${prompt}${answers[0]}<|im_end|>\n`

let folder: string
let server: FastifyInstance
let url: string
let reward: number
let otherReward: number

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plackett-interop-'))
  const dir = join(folder, 'model')
  const config = { backbone: 'ngram', objective: 'pairwise', seed: 1, epochs: 2 } as const
  await trainRewardModel({ train: someRankings(60), heldOut: [], config, outDir: dir })
  server = await buildScoreServer({ dir })
  url = await server.listen({ port: 0, host: '127.0.0.1' })
  const items = answers.map((completion) => ({ prompt: question, completion }))
  const { results } = (await server.inject({ method: 'POST', url: '/v1/score', payload: { items } })).json()
  ;[reward, otherReward] = results.map((result: { reward: number }) => result.reward)
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

/** What a client's own code makes of our answer. */
async function ask(client: string): Promise<unknown> {
  const env = { ...process.env, PLACKETT_URL: url, no_proxy: '127.0.0.1' }
  const python = process.env.INTEROP_PYTHON ?? 'python3'
  const child = spawn(python, [here('clients/ask.py'), client, here('../../docs/examples')], { env })
  child.stdin.end(JSON.stringify({ url, text, prompt, question, answers }))
  const [stdout, stderr] = await Promise.all([textOf(child.stdout), textOf(child.stderr), once(child, 'close')])
  if (child.exitCode !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}

const sigmoid = (value: number) => 1 / (1 + Math.exp(-value))

test('OpenRLHF’s client gets reward, score and logs, from one server and from two', async () => {
  const scores = [expect.closeTo(sigmoid(reward), 12)]
  const extra_logs = { truncated: [0], unsplit: [0] }
  const answer = { rewards: [reward], scores, extra_logs }
  expect(await ask('openrlhf')).toEqual([answer])
  expect(await ask('openrlhf-two-servers')).toEqual([answer])
})

test.each(['verl-vllm', 'verl-sglang'])('%s scores what it rendered', async (client) => {
  expect(await ask(client)).toEqual({ reward_score: reward })
})

test('LLaMA-Factory’s PPO gets its list', async () => {
  expect(await ask('llama-factory')).toEqual([reward])
})

test.each(['triton-json', 'triton-binary'])('%s gets a tensor of one row', async (client) => {
  expect(await ask(client)).toEqual([[Math.fround(reward)]])
})

test('Cohere’s client gets the best first', async () => {
  const best = reward > otherReward ? [0, sigmoid(reward)] : [1, sigmoid(otherReward)]
  expect(await ask('cohere')).toEqual([[best[0], expect.closeTo(best[1]!, 12)]])
})

test('OpenAI’s client reads the embedding and the list of models', async () => {
  expect(await ask('openai')).toEqual({
    reward: expect.closeTo(reward, 6),
    models: [expect.stringMatching(/^model@[0-9a-f]{12}$/)],
  })
})

test('the function for TRL takes plain and conversational data, and leaves out what cannot be scored', async () => {
  expect(await ask('trl')).toEqual([reward, reward, null])
})
