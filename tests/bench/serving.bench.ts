import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type OpenedRewardModel, openRewardModel, type ScoreItem, scorePlugin } from '@plackett/serving'
import { ModelSession } from '@plackett/serving/model-session'
import { trainRewardModel } from '@plackett/training'
import fastify from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPlackett } from '../support/run-plackett.ts'
import { someRankings } from '../support/some-rankings.ts'
import { Client, closedLoop, type Outcome, openLoop, percentile } from './support/load.ts'

/** A model of one's own may be measured: BENCH_MODEL names its folder. */
let model = process.env.BENCH_MODEL ?? ''
let folder: string
let items: ScoreItem[]
let capacity: number
let server: { url: string; child: ReturnType<typeof startPlackett> }

const say = (line: string) => console.log(line)
const perSecond = (count: number, milliseconds: number) => (1_000 * count) / milliseconds

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plackett-bench-'))
  const rankings = someRankings(200)
  if (model === '') {
    model = join(folder, 'model')
    const config = { backbone: 'ngram', objective: 'pairwise', seed: 1, epochs: 2 } as const
    await trainRewardModel({ train: rankings, heldOut: [], config, outDir: model })
  }
  items = realTexts() ?? madeTexts()
  const child = startPlackett(['serve', '--model', model, '--port', '0'], { cwd: folder })
  const [line] = await once(child.stdout!, 'data')
  server = { url: String(line).trim(), child }
  say(`${cpus()[0]!.model}, ${availableParallelism()} cores, Node ${process.version}`)
  const characters = items.reduce((sum, { completion }) => sum + completion.length, 0)
  say(`${items.length} texts, ${(characters / items.length).toFixed(0)} characters on average`)
})
afterAll(async () => {
  server.child.kill()
  await once(server.child, 'close')
  await rm(folder, { recursive: true })
})

/** Answers of people of all lengths, where the checkout has them beside it. */
function realTexts(): ScoreItem[] | null {
  const file = new URL('../../../shared/data/oasst-rankings/en_rankings.jsonl', import.meta.url)
  if (!existsSync(file)) return null
  const lines = readFileSync(file, 'utf8').trim().split('\n').slice(0, 700)
  return lines.flatMap((line) => {
    const { prompt, outputs } = JSON.parse(line) as { prompt: string; outputs: { text: string }[] }
    return outputs.map(({ text }) => ({ prompt, completion: text }))
  })
}

function madeTexts(): ScoreItem[] {
  return someRankings(700).flatMap(({ prompt, completions }) =>
    completions.map(({ text }) => ({ prompt, completion: text })),
  )
}

/** Never the same text twice, so that nothing is remembered. */
let asked = 0
function fresh(): ScoreItem {
  const item = items[asked % items.length]!
  return { prompt: item.prompt, completion: `${item.completion} ${asked++}` }
}

test('throughput: the engine beside a bare loop over ideal batches, and beside one run for each text', async () => {
  const read = (name: string) => new Uint8Array(readFileSync(join(model, name)))
  const files = {
    'config.json': read('config.json'),
    'features.json': read('features.json'),
    'model.onnx': read('model.onnx'),
  }
  const session = await ModelSession.open({ place: model, files })
  const scorer = await openRewardModel(model, { queue: { rememberedItems: 0, waitingMs: 1e9 } })
  await Promise.all([session.score(items), scorer.score(items)])

  const ways: Record<string, () => Promise<unknown>> = {
    // The session sorts by length itself, and knows all lengths beforehand.
    'bare loop, ideal batches': () => session.score(items),
    engine: () => Promise.all(items.map((item) => scorer.score([item]))),
    'one run for each text': async () => {
      for (const item of items) await session.score([item])
    },
  }
  const best: Record<string, number> = {}
  // In turns, and the best of each, because other work on the machine only ever makes a way slower.
  for (let round = 0; round < 5; round++) {
    for (const [name, way] of Object.entries(ways)) {
      const begun = performance.now()
      await way()
      best[name] = Math.max(best[name] ?? 0, perSecond(items.length, performance.now() - begun))
    }
  }
  for (const [name, speed] of Object.entries(best)) say(`${name.padEnd(28)} ${speed.toFixed(0)} texts/s`)
  const [bare, engine, naive] = Object.values(best) as [number, number, number]
  say(`engine / bare loop ${(engine / bare).toFixed(2)}, engine / one run each ${(engine / naive).toFixed(2)}`)
  await scorer.close()
  expect(engine / bare).toBeGreaterThan(0.95)
  expect(engine / naive).toBeGreaterThan(1.5)
})

test('HTTP: a remembered answer', async () => {
  const client = new Client(`${server.url}/v1/score`, 32)
  const body = JSON.stringify({ items: [items[0]] })
  await closedLoop(8, 1_000, () => client.post(body))
  const alone = await closedLoop(1, 3_000, () => client.post(body))
  const many = await closedLoop(32, 5_000, () => client.post(body))
  say(`one after another: p50 ${percentile(alone, 0.5).toFixed(2)} ms, p99 ${percentile(alone, 0.99).toFixed(2)} ms`)
  say(`32 at once: ${perSecond(many.length, 5_000).toFixed(0)} requests/s, client on the same machine`)
  client.close()
  expect(percentile(alone, 0.5)).toBeLessThan(1)
  expect(many.length / 5).toBeGreaterThan(5_000)
})

test('open loop at 70 % of capacity, then overload at 300 %', async () => {
  const client = new Client(`${server.url}/v1/score`, Number.POSITIVE_INFINITY)
  // As a trainer asks: the 8 completions of a prompt at once.
  const ask = () => client.post(JSON.stringify({ items: Array.from({ length: 8 }, fresh) }))
  const full = await closedLoop(64, 4_000, ask)
  capacity = perSecond(full.filter(({ status }) => status === 200).length, 4_000)
  say(`capacity: ${capacity.toFixed(0)} requests/s of 8 texts`)

  const before = await batchFigures()
  const steady = await openLoop(0.7 * capacity, 10_000, ask)
  const batchMs = await meanBatchMs(before)
  say(`70 %: ${summary(steady)}, mean batch ${batchMs.toFixed(1)} ms`)
  expect(steady.every(({ status }) => status === 200)).toBe(true)

  const memory = [residentMiB()]
  const flooded = await openLoop(3 * capacity, 10_000, ask)
  memory.push(residentMiB())
  const again = await openLoop(3 * capacity, 10_000, ask)
  memory.push(residentMiB())
  const all = [...flooded, ...again]
  const [accepted, refused] = [all.filter(({ status }) => status === 200), all.filter(({ status }) => status === 503)]
  say(`300 %: accepted ${summary(accepted)}`)
  say(`       refused  ${summary(refused)}`)
  say(`       memory of the server ${memory.map((mebibytes) => mebibytes.toFixed(0)).join(', ')} MiB`)
  client.close()
  expect(accepted.length + refused.length).toBe(all.length)
  expect(percentile(accepted, 1)).toBeLessThan(30_000)
})

test('a model is swapped under load', async () => {
  const scorers: OpenedRewardModel[] = [await openRewardModel(model, { reference: 'm@1' })]
  const app = fastify()
  await app.register(scorePlugin, {
    resolveModel: async () => scorers.at(-1)!,
    listModels: async () => [],
    authenticate: async () => {},
  })
  const client = new Client(`${await app.listen({ port: 0 })}/v1/score`, 8)
  const ask = () => client.post(JSON.stringify({ items: [fresh()] }))
  await closedLoop(8, 1_000, ask)
  const calm = await closedLoop(8, 4_000, ask)
  const swapping = closedLoop(8, 4_000, ask)
  for (let swap = 2; swap < 6; swap++) {
    await new Promise((resolve) => setTimeout(resolve, 700))
    scorers.push(await openRewardModel(model, { reference: `m@${swap}` }))
    await scorers.at(-2)!.close()
  }
  const swapped = await swapping
  say(`calm: ${summary(calm)}`)
  say(`four swaps: ${summary(swapped)}`)
  client.close()
  await app.close()
  await scorers.at(-1)!.close()
  expect(swapped.every(({ status }) => status === 200)).toBe(true)
  expect(percentile(swapped, 0.99)).toBeLessThan(2 * percentile(calm, 0.99))
})

function summary(outcomes: readonly Outcome[]): string {
  const times = [0.5, 0.99, 1].map((share) => percentile(outcomes, share).toFixed(1))
  return `${outcomes.length} requests, p50 ${times[0]} ms, p99 ${times[1]} ms, longest ${times[2]} ms`
}

async function batchFigures(): Promise<{ sum: number; count: number }> {
  const text = await (await fetch(`${server.url}/metrics`)).text()
  const figure = (name: string) =>
    [...text.matchAll(new RegExp(`^plackett_batch_seconds_${name}\\{.*\\} (.+)$`, 'gm'))].reduce(
      (sum, [, value]) => sum + Number(value),
      0,
    )
  return { sum: figure('sum'), count: figure('count') }
}

async function meanBatchMs(before: { sum: number; count: number }): Promise<number> {
  const after = await batchFigures()
  return (1_000 * (after.sum - before.sum)) / (after.count - before.count)
}

/** Of the server; where there is no /proc, nothing is known. */
function residentMiB(): number {
  const file = `/proc/${server.child.pid}/status`
  return existsSync(file) ? Number(/VmRSS:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1]) / 1_024 : Number.NaN
}
