import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RewardTrainingConfig } from '@plackett/contracts'
import {
  buildScoreGraph,
  loadParameters,
  newTokens,
  parametersOf,
  RewardTexts,
  readArchitecture,
  readSafetensors,
  tokenBatch,
  tokenInputs,
  trainBytePairs,
  transformerReward,
  writeSafetensors,
} from '@plackett/models'
import { type Tensor, tensorOf } from '@plackett/onnx'
import { openRewardModel } from '@plackett/serving'
import { evaluateRewardModel, exportRewardModel, type TrainedRewardModel, trainRewardModel } from '@plackett/training'
import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { someRankings } from '../support/some-rankings.ts'

let folder: string
let places = 0
const newPlace = () => join(folder, `place-${places++}`)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plackett-transformer-'))
})
afterAll(() => rm(folder, { recursive: true }))

const train = someRankings(60)
const heldOut = someRankings(12, (index) => ({ prompt: `Something else, number ${index}?` }))
const tiny: RewardTrainingConfig = { backbone: 'tiny', objective: 'pairwise', seed: 1, epochs: 2, maxLength: 48 }
const run = (config: RewardTrainingConfig, outDir = newPlace()) => trainRewardModel({ train, heldOut, config, outDir })

/** A Llama of two layers as a folder that Hugging Face could have written, its weights drawn from its own config. */
async function aLlama(template?: string): Promise<string> {
  const place = newPlace()
  const config = {
    model_type: 'llama',
    hidden_size: 32,
    num_hidden_layers: 2,
    num_attention_heads: 4,
    num_key_value_heads: 2,
    intermediate_size: 64,
    vocab_size: 400,
    max_position_embeddings: 96,
    pad_token_id: 0,
  }
  const architecture = readArchitecture(config, place)
  const specs = parametersOf({ inputs: tokenInputs, deviation: 0.05 }, (m, inputs) => architecture.hidden(m, inputs))
  const weights = specs.map(({ name, dims, initial }, at) => {
    const size = dims.reduce((product, dim) => product * dim, 1)
    const draw = (_: unknown, index: number) => 0.1 * Math.sin(1 + at + 7.3 * index)
    const data = Float32Array.from({ length: size }, initial.kind === 'constant' ? () => initial.value : draw)
    return [name, tensorOf('float32', dims, data)] as const
  })
  const texts = train.flatMap(({ completions }) => completions.map(({ text }) => text))
  await mkdir(place)
  await writeFile(join(place, 'config.json'), JSON.stringify(config))
  await writeFile(join(place, 'tokenizer.json'), trainBytePairs(texts, 400))
  const tokens = { bos_token: newTokens.start, eos_token: newTokens.separator, chat_template: template }
  await writeFile(join(place, 'tokenizer_config.json'), JSON.stringify(tokens))
  await writeFile(join(place, 'model.safetensors'), writeSafetensors(new Map(weights)))
  return place
}

function tensorIn({ type, data, dims }: Tensor): OrtTensor {
  return new OrtTensor(type as 'int64', data as BigInt64Array, dims)
}

async function expectReportHolds({ report }: TrainedRewardModel, place: string): Promise<void> {
  const scorer = await openRewardModel(place)
  const again = await evaluateRewardModel(scorer, heldOut)
  const onTrain = await evaluateRewardModel(scorer, train)
  await scorer.close()
  expect(again.rewardMean).toBeCloseTo(report.rewardMean, 5)
  expect(again.rewardDeviation).toBeCloseTo(report.rewardDeviation, 5)
  expect(again.logLoss).toBeCloseTo(report.logLoss!, 5)
  expect(onTrain.rewardMean).toBeCloseTo(0, 5)
}

test('from scratch: equal data and seed give an equal model, and what is written scores as what was trained', async () => {
  const place = newPlace()
  const [first, second, other] = [await run(tiny, place), await run(tiny), await run({ ...tiny, seed: 2 })]
  expect(second.modelHash).toBe(first.modelHash)
  expect(second.report).toEqual(first.report)
  expect(other.modelHash).not.toBe(first.modelHash)
  expect((await readdir(place)).sort()).toEqual([
    'README.md',
    'config.json',
    'model.onnx',
    'report.json',
    'tokenizer.json',
  ])
  await expectReportHolds(first, place)
})

test('a decoder from a folder learns through its chat template, whole, by adapters or by its head alone', async () => {
  const backbone = await aLlama("{% for m in messages %}{{ m['role'] }}: {{ m['content'] }}[SEP]\n{% endfor %}")
  const changes: Partial<RewardTrainingConfig>[] = [{}, { lora: 2 }, { freeze: 'backbone' }, { freeze: 1 }]
  for (const change of changes) {
    const place = newPlace()
    const trained = await run({ ...tiny, backbone, learningRate: 1e-3, ...change }, place)
    await expectReportHolds(trained, place)
    const { text, architecture } = JSON.parse(await readFile(join(place, 'config.json'), 'utf8'))
    expect(text).toMatchObject({ layout: 'chat', eosToken: '[SEP]', truncation: 'left', maxTokens: 48 })
    expect(architecture.model_type).toBe('llama')
  }
})

test('a model goes to Hugging Face and comes back as it was, from an encoder and, but for its offset, from a decoder', async () => {
  for (const backbone of ['tiny', await aLlama()]) {
    const [place, exported] = [newPlace(), newPlace()]
    await run({ ...tiny, backbone }, place)
    const { offset } = await exportRewardModel(place, exported)
    expect(offset === 0).toBe(backbone === 'tiny')
    const files = new Map(
      await Promise.all(
        (await readdir(exported)).map(async (name) => [name, await readFile(join(exported, name))] as const),
      ),
    )
    const config = JSON.parse(files.get('config.json')!.toString())
    const architecture = readArchitecture(config, exported)
    const { parameters: specs } = transformerReward(architecture)
    const { tensors } = readSafetensors(new Uint8Array(files.get('model.safetensors')!), exported)
    const { parameters, fresh } = loadParameters({ tensors, place: exported, architecture, specs, seed: 9 })
    expect([fresh, config.architectures.length]).toEqual([[], 1])
    const graph = buildScoreGraph({ backbone: transformerReward(architecture), parameters })
    const session = await InferenceSession.create(graph, { logSeverityLevel: 3 })
    const settings = JSON.parse(await readFile(join(place, 'config.json'), 'utf8')).text
    const reader = await RewardTexts.open(settings, new Uint8Array(files.get('tokenizer.json')!), exported)
    const [text] = await reader.encode('Which?', ['This one, certainly.'])
    const { input_ids, attention_mask } = tokenBatch([text!.ids], settings)
    const feeds = { input_ids: tensorIn(input_ids!), attention_mask: tensorIn(attention_mask!) }
    const scorer = await openRewardModel(place)
    const [scored] = await scorer.score([{ prompt: 'Which?', completion: 'This one, certainly.' }])
    await scorer.close()
    const there = (await session.run(feeds)).rewards!.data[0] as number
    expect(there - offset).toBeCloseTo(scored!.reward!, 5)
  }
})

test('a reward depends on its text alone: not on the batch, and not on how much of it is padding', async () => {
  const place = newPlace()
  await run({ ...tiny, backbone: await aLlama(), maxLength: 96 }, place)
  const scorer = await openRewardModel(place, { queue: { rememberedItems: 0 } })
  const words = 'The answer depends on how long it is and on what it says . '.split(' ')
  const items = Array.from({ length: 40 }, (_, at) => {
    return {
      prompt: 'Which?',
      completion: words
        .concat(words, words)
        .slice(0, 1 + at)
        .join(' '),
    }
  })
  const together = await scorer.score(items)
  for (const [at, item] of items.entries()) {
    const [alone] = await scorer.score([item])
    expect(Math.abs(alone!.reward! - together[at]!.reward!)).toBeLessThan(1e-5)
  }
  await scorer.close()
})

test('texts that are too long are cut, counted, and said to be so when they are scored', async () => {
  const place = newPlace()
  const { texts } = await run({ ...tiny, maxLength: 12, truncation: 'left' }, place)
  expect(texts).toMatchObject({ side: 'left', maxTokens: 12 })
  expect(texts!.truncated).toBeGreaterThan(100)
  expect(texts!.paddingShare).toBeGreaterThanOrEqual(0)
  const scorer = await openRewardModel(place)
  const results = await scorer.score([
    { prompt: 'Q', completion: 'word '.repeat(50) },
    { prompt: 'Q', completion: 'A' },
  ])
  await scorer.close()
  expect(results.map((result) => 'truncated' in result && result.truncated)).toEqual([true, false])
})

test('a text that was rendered already has the reward of its pair', async () => {
  const place = newPlace()
  const template = "{% for m in messages %}{{ m['content'] }}[SEP]{% endfor %}"
  await run({ ...tiny, backbone: await aLlama(template), epochs: 1 }, place)
  const scorer = await openRewardModel(place)
  const [pair, whole, other] = await scorer.score([
    { prompt: 'Hello?', completion: 'Hi.' },
    { prompt: [], completion: 'Hello?[SEP]Hi.' },
    { prompt: [], completion: 'Hi.' },
  ])
  await scorer.close()
  expect(whole!.reward).toBeCloseTo(pair!.reward!, 5)
  expect(other!.reward).not.toBeCloseTo(pair!.reward!, 5)
})

test('a prompt that the chat template refuses fails alone', async () => {
  const refusal = "{% if messages[0]['role'] == 'system' %}{{ raise_exception('No system role.') }}{% endif %}"
  const backbone = await aLlama(`${refusal}{% for m in messages %}{{ m['content'] }}[SEP]{% endfor %}`)
  const place = newPlace()
  await run({ ...tiny, backbone, epochs: 1 }, place)
  const scorer = await openRewardModel(place)
  const prompt = [
    { role: 'system' as const, content: 'Be brief.' },
    { role: 'user' as const, content: 'Hello?' },
  ]
  const [refused, scored] = await scorer.score([
    { prompt, completion: 'Hi.' },
    { prompt: 'Hello?', completion: 'Hi.' },
  ])
  await scorer.close()
  expect(refused).toMatchObject({
    reward: null,
    error: { code: 'PROMPT_REFUSED', message: expect.stringContaining('No system role.') },
  })
  expect(scored!.reward).toEqual(expect.any(Number))
})

test('a run that is killed in the middle of its steps goes on to the very same model', async () => {
  const config = { ...tiny, epochs: 6 }
  const whole = await run(config)
  const [outDir, checkpointDir] = [newPlace(), newPlace()]
  const input = join(folder, 'input.json')
  await writeFile(input, JSON.stringify({ train, heldOut, config, outDir, checkpointDir, checkpointEvery: 1 }))
  const script = `
    import { readFileSync } from 'node:fs'
    import { trainRewardModel } from '@plackett/training'
    await trainRewardModel(JSON.parse(readFileSync(process.argv[1])))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, input], {
    cwd: import.meta.dirname,
    stdio: 'inherit',
  })
  const exit = once(child, 'exit')
  while (!existsSync(join(checkpointDir, 'checkpoint.bin')) && child.exitCode === null) await sleep(5)
  child.kill('SIGKILL')
  expect(await exit).toEqual([null, 'SIGKILL'])
  const resumed = await trainRewardModel({ train, heldOut, config, outDir, checkpointDir })
  expect(resumed.modelHash).toBe(whole.modelHash)
})

test.each([
  ['a folder that is not there', { backbone: 'no/such/model' }, 'BACKBONE_NOT_FOUND'],
  ['adapters in a backbone that is frozen', { lora: 2, freeze: 'backbone' }, 'INVALID_INPUT'],
  ['a pooling that an encoder does not have', { pooling: 'last' }, 'INVALID_INPUT'],
  ['a learning rate at which nothing is left', { learningRate: 1e38, epochs: 5 }, 'TRAINING_DIVERGED'],
] as const)('%s is refused by name, and nothing is written', async (_, change, code) => {
  const outDir = newPlace()
  await expect(run({ ...tiny, ...change }, outDir)).rejects.toMatchObject({ code })
  expect(existsSync(outDir)).toBe(false)
})

test('a folder with damaged files is refused by name', async () => {
  for (const [file, bytes] of [
    ['tokenizer.json', '{}'],
    ['model.safetensors', 'short'],
    ['config.json', '{"model_type": "oracle"}'],
  ] as const) {
    const backbone = await aLlama()
    await writeFile(join(backbone, file), bytes)
    await expect(run({ ...tiny, backbone })).rejects.toMatchObject({ code: 'MODEL_FILE_INVALID' })
  }
})
