import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RankingRecord } from '@plackett/contracts'
import {
  adamW,
  buildRewardTrainGraph,
  initialState,
  pairwiseObjective,
  RewardTexts,
  readArchitecture,
  tokenBatch,
  transformerReward,
} from '@plackett/models'
import { encodeModel, GraphBuilder, type Tensor, tensorFrom } from '@plackett/onnx'
import { listTexts, planSteps, type RankedRow, trainRewardModel } from '@plackett/training'
import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sharedPath } from '../parity/support/reference.ts'

const threads = availableParallelism()
const options = {
  intraOpNumThreads: threads,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  enableMemPattern: false,
  logSeverityLevel: 3,
} as const
const miniLm = {
  model_type: 'bert',
  hidden_size: 384,
  num_hidden_layers: 6,
  num_attention_heads: 12,
  intermediate_size: 1536,
  max_position_embeddings: 512,
  type_vocab_size: 2,
  vocab_size: 30_522,
  pad_token_id: 0,
}
const tinySize = { ...miniLm, hidden_size: 128, num_hidden_layers: 2, num_attention_heads: 2, intermediate_size: 512 }
const objective = pairwiseObjective({ marginPerRank: 0, labelSmoothing: 0, centring: 0 })

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plackett-bench-'))
})
afterAll(() => rm(folder, { recursive: true }))

function ortTensor({ type, data, dims }: Tensor): OrtTensor {
  return new OrtTensor(type as 'float32', data as Float32Array, dims)
}

function fed(tensors: Record<string, Tensor>): Record<string, OrtTensor> {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, ortTensor(tensor)]))
}

/** A whole step as a run takes it: its state is written over in place. */
async function stepperOf(config: Record<string, unknown>, { isInPlace = true } = {}) {
  const backbone = transformerReward(readArchitecture(config, 'bench'))
  const graph = buildRewardTrainGraph({ backbone, objective, optimizer: adamW() })
  const session = await InferenceSession.create(graph.model, options)
  const state = new Map([...initialState(graph.state, 1)].map(([name, tensor]) => [name, ortTensor(tensor)]))
  let step = 0
  return async (batch: Record<string, Tensor>) => {
    const scalars = { learning_rate: tensorFrom('float32', [], [1e-5]), step: tensorFrom('int64', [], [++step]) }
    const startedAt = performance.now()
    const feeds = { ...fed({ ...batch, ...scalars }), ...Object.fromEntries(state) }
    const next = graph.state.map(({ name, next }) => [next, isInPlace ? state.get(name)! : null] as const)
    const results = await session.run(feeds, { ...Object.fromEntries(next), loss: null } as never)
    if (!isInPlace) for (const { name, next } of graph.state) state.set(name, results[next]!)
    return performance.now() - startedAt
  }
}

function aBatch(texts: number, tokens: number): Record<string, Tensor> {
  const ids = Array.from({ length: texts }, (_, text) =>
    Array.from({ length: tokens }, (_, at) => 1_000 + ((text * 7_919 + at * 104_729) % 29_000)),
  )
  const rankings = Array.from({ length: texts / 4 }, (_, at) => {
    return { texts: [0, 1, 2, 3].map((each) => 4 * at + each), ranks: [1, 2, 3, 4] }
  })
  return { ...tokenBatch(ids, { padTokenId: 0, maxTokens: tokens }), ...objective.targets(rankings) }
}

async function medianOf(times: number, work: () => Promise<number>): Promise<number> {
  await work()
  const measured: number[] = []
  for (let at = 0; at < times; at++) measured.push(await work())
  return measured.sort((a, b) => a - b)[Math.floor(times / 2)]!
}

/** Nothing but the matrix products of a step (forward, and twice that backward) at these shapes, in milliseconds. */
async function productsOnly(rows: number): Promise<number> {
  const { hidden_size: hidden, intermediate_size: wide, num_hidden_layers: layers } = miniLm
  const times = async (m: number, k: number, n: number) => {
    const g = new GraphBuilder()
    g.output(g.matMul(g.input('a', 'float32', [m, k]), g.input('b', 'float32', [k, n])), 'c')
    const session = await InferenceSession.create(encodeModel(g.build('product')), options)
    const a = new OrtTensor('float32', new Float32Array(m * k).fill(0.5), [m, k])
    const b = new OrtTensor('float32', new Float32Array(k * n).fill(0.5), [k, n])
    const c = new OrtTensor('float32', new Float32Array(m * n), [m, n])
    return medianOf(9, async () => {
      const startedAt = performance.now()
      await session.run({ a, b }, { c })
      return performance.now() - startedAt
    })
  }
  const square = (await times(rows, hidden, hidden)) * 2 + (await times(hidden, rows, hidden))
  const up = (await times(rows, hidden, wide)) + (await times(rows, wide, hidden)) + (await times(hidden, rows, wide))
  return layers * (4 * square + 2 * up)
}

test('a step of BERT at the size of MiniLM, 16 texts of 128 tokens', async () => {
  const batch = aBatch(16, 128)
  const inPlace = await stepperOf(miniLm)
  const step = await medianOf(9, () => inPlace(batch))
  const copying = await stepperOf(miniLm, { isInPlace: false })
  const copied = await medianOf(9, () => copying(batch))
  const ideal = await productsOnly(16 * 128)
  console.log(
    `step                 ${step.toFixed(0)} ms on ${threads} threads, ${copied.toFixed(0)} ms if state is copied`,
  )
  console.log(
    `matrix products only ${ideal.toFixed(0)} ms: the step runs at ${((100 * ideal) / step).toFixed(0)} % of that`,
  )
  console.log(
    `peak memory          ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB, this test's own included`,
  )
  expect(ideal / step).toBeGreaterThan(0.75)
})

test('tiny takes 25 steps a second at 16 texts of 64 tokens', async () => {
  const batch = aBatch(16, 64)
  const stepper = await stepperOf({ ...tinySize, vocab_size: 4_096 })
  const small = { ...batch, input_ids: { ...batch.input_ids!, data: wrapped(batch.input_ids!, 4_096) } }
  const step = await medianOf(41, () => stepper(small))
  console.log(`tiny                 ${(1_000 / step).toFixed(1)} steps a second`)
  expect(1_000 / step).toBeGreaterThan(25)
})

function wrapped({ data }: Tensor, size: number): BigInt64Array {
  return BigInt64Array.from(data as BigInt64Array, (id) => id % BigInt(size))
}

test('n-grams on 10,000 pairs, end to end', async () => {
  const words = 'it seems that people who like tea rain and chess write longer answers than others do here'.split(' ')
  const text = (seed: number) =>
    Array.from({ length: 20 + (seed % 60) }, (_, at) => words[(seed * 31 + at * at) % words.length]).join(' ')
  const train: RankingRecord[] = Array.from({ length: 10_000 }, (_, at) => {
    const completions = [{ text: text(2 * at) }, { text: text(2 * at + 1) }]
    return {
      prompt: `Question ${at}`,
      completions,
      ranks: completions[0]!.text > completions[1]!.text ? [1, 2] : [2, 1],
    }
  })
  const config = { backbone: 'ngram', objective: 'pairwise', seed: 1 } as const
  const { seconds } = await trainRewardModel({
    train,
    heldOut: train.slice(0, 500),
    config,
    outDir: join(folder, 'ngram'),
  })
  console.log(`n-grams              ${seconds.toFixed(1)} s for 10,000 pairs`)
  expect(seconds).toBeLessThan(20)
})

test('rankings of four texts of mixed lengths: four forward passes instead of twelve, and little padding', async () => {
  const lengths = Array.from({ length: 4 * 256 }, (_, row) => 16 + ((row * 7_919) % 113))
  const rankings = Array.from({ length: 256 }, (_, at) => {
    const texts = [0, 1, 2, 3].map((each) => 4 * at + each)
    return { texts, ranks: [1, 2, 3, 4], weight: 1, group: `g${at}`, prompt: at }
  })
  const pairs = rankings.flatMap((ranking) =>
    [0, 1, 2, 3].flatMap((a) =>
      [0, 1, 2, 3]
        .filter((b) => b > a)
        .map((b) => ({ ...ranking, texts: [ranking.texts[a]!, ranking.texts[b]!], ranks: [1, 2] })),
    ),
  )
  const ids = lengths.map((length, row) => Array.from({ length }, (_, at) => 1_000 + ((row * 31 + at) % 29_000)))
  const settings = { ids, lengths, maxTokens: 128 }
  const ours = await speedOf({ ...settings, rankings, batchSize: 8, isGathered: true })
  const single = await speedOf({ ...settings, rankings: pairs, batchSize: 8, isGathered: false })
  console.log(
    `mixed lengths, K = 4 ${ours.toFixed(1)} pairs a second against ${single.toFixed(1)} pair by pair: ${(ours / single).toFixed(1)} times`,
  )
  expect(ours / single).toBeGreaterThan(2.5)
})

interface Speed {
  ids: readonly number[][]
  lengths: readonly number[]
  rankings: readonly RankedRow[]
  maxTokens: number
  batchSize: number
  isGathered: boolean
}

/** Pairs a second at the size of MiniLM, from some steps of an epoch; a text stands in a batch once, or once for each pair. */
async function speedOf({ ids, lengths, rankings, maxTokens, batchSize, isGathered }: Speed): Promise<number> {
  const batching = { batchSize, isGathered, mostTokens: null }
  const steps = planSteps(rankings, { batching, lengths, seed: 1, name: 'bench' }).slice(0, 6)
  const stepper = await stepperOf(miniLm)
  let pairs = 0
  let ms = 0
  for (const [at, step] of steps.entries()) {
    const rows = new Map<string, number>()
    const texts: number[][] = []
    const rowOf = (text: number, copy: number) => {
      const key = isGathered ? String(text) : `${text}/${copy}`
      if (!rows.has(key)) rows.set(key, texts.push(ids[text]!) - 1)
      return rows.get(key)!
    }
    const ranked = step
      .flat()
      .map(({ texts, ranks }, copy) => ({ texts: texts.map((text) => rowOf(text, copy)), ranks }))
    const took = await stepper({ ...tokenBatch(texts, { padTokenId: 0, maxTokens }), ...objective.targets(ranked) })
    if (at === 0) continue
    ms += took
    pairs += ranked.reduce((sum, { texts }) => sum + (texts.length * (texts.length - 1)) / 2, 0)
  }
  return (1_000 * pairs) / ms
}

const arguments_ = sharedPath('data/ukp-convarg1')
test.skipIf(!existsSync(arguments_))('pairs that share texts: an epoch over ukp-convarg1', async () => {
  const lines = <T>(file: string) =>
    readFileSync(join(arguments_, file), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as T)
  const texts = new Map(lines<{ id: string; text: string }>('arguments.jsonl').map(({ id, text }) => [id, text]))
  const strict = lines<{ topic: string; a1: string; a2: string; gold: string | null; strict: boolean }>('pairs.jsonl')
  const records = strict
    .filter((pair) => pair.strict)
    .map(({ topic, a1, a2, gold }): RankingRecord => {
      return {
        prompt: topic,
        completions: [a1, a2].map((id) => ({ text: texts.get(id)! })),
        ranks: gold === 'a1' ? [1, 2] : [2, 1],
      }
    })
  const listed = listTexts(records)
  const text = {
    layout: 'pair',
    template: null,
    bosToken: null,
    eosToken: null,
    padTokenId: 0,
    maxTokens: 256,
    truncation: 'right',
  } as const
  const place = sharedPath('models/all-minilm-l6-v2')
  const reader = await RewardTexts.open(text, new Uint8Array(await readFile(join(place, 'tokenizer.json'))), place)
  const ids: number[][] = []
  for (const { prompt, completion } of listed.texts) ids.push((await reader.encode(prompt, [completion]))[0]!.ids)
  const settings = { ids, lengths: ids.map((each) => each.length), rankings: listed.rankings, maxTokens: 256 }
  const shared = await speedOf({ ...settings, batchSize: 32, isGathered: true })
  const single = await speedOf({ ...settings, batchSize: 8, isGathered: false })
  const minutes = (speed: number) => (records.length / speed / 60).toFixed(1)
  console.log(
    `ukp-convarg1         ${minutes(shared)} min an epoch, texts shared; ${minutes(single)} min pair by pair: ${(shared / single).toFixed(1)} times`,
  )
  expect(shared / single).toBeGreaterThan(3.5)
})
