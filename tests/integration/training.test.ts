import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RewardTrainingConfig } from '@plackett/contracts'
import { openRewardModel } from '@plackett/serving'
import { evaluateRewardModel, type TrainingProgress, type TrainingStage, trainRewardModel } from '@plackett/training'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { someRankings } from '../support/some-rankings.ts'

let folder: string
let places = 0
const newPlace = () => join(folder, `place-${places++}`)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plackett-training-'))
})
afterAll(() => rm(folder, { recursive: true }))

const train = someRankings(160)
const heldOut = someRankings(40, (index) => ({ prompt: `Something else, number ${index}?` }))
const config: RewardTrainingConfig = { backbone: 'ngram', objective: 'pairwise', seed: 1 }

test('equal data and seed give an equal model, another seed gives another', async () => {
  const run = (seed: number, outDir = newPlace()) =>
    trainRewardModel({ train, heldOut, config: { ...config, seed }, outDir })
  const [first, second, other] = [await run(1), await run(1), await run(2)]
  expect(second.modelHash).toBe(first.modelHash)
  expect(second.report).toEqual(first.report)
  expect(other.modelHash).not.toBe(first.modelHash)
})

test('what can be learnt is learnt: better than length alone, and rewards lie around 0', async () => {
  const outDir = newPlace()
  const { report } = await trainRewardModel({ train, heldOut, config, outDir })
  expect(report.accuracy!.value).toBeGreaterThan(report.lengthBaseline!.value + 0.05)
  expect(report.pairs).toBe(report.accuracy!.n)
  const files = ['README.md', 'config.json', 'features.json', 'model.onnx', 'report.json']
  expect((await readdir(outDir)).sort()).toEqual(files)

  const scorer = await openRewardModel(outDir)
  const onTrain = await evaluateRewardModel(scorer, train)
  expect(onTrain.rewardMean).toBeCloseTo(0, 5)
  expect(await evaluateRewardModel(scorer, heldOut)).toEqual(report)
  await scorer.close()
})

test('the listwise objective learns as well', async () => {
  const { report } = await trainRewardModel({
    train,
    heldOut,
    config: { ...config, objective: 'listwise' },
    outDir: newPlace(),
  })
  expect(report.accuracy!.value).toBeGreaterThan(0.8)
})

test('curves and stages are told while it runs, and the host stays awake', async () => {
  const steps: number[] = []
  const stages = new Set<TrainingStage['name']>()
  let ticks = 0
  const clock = setInterval(() => ticks++, 5)
  const trained = await trainRewardModel({
    train,
    heldOut,
    config: { ...config, epochs: 12 },
    outDir: newPlace(),
    onStage: ({ name }) => stages.add(name),
    onProgress: ({ step, totalSteps, heldOutLoss, heldOutAccuracy }) => {
      steps.push(step)
      expect(totalSteps).toBe(36)
      if (step % 3 === 0) expect(heldOutLoss! + heldOutAccuracy!).toBeGreaterThan(0)
    },
  })
  clearInterval(clock)
  expect(steps).toEqual([...steps].sort((a, b) => a - b))
  expect(steps.at(-1)).toBe(trained.steps)
  expect([...stages]).toEqual(['reading', 'training', 'reporting'])
  expect(ticks).toBeGreaterThan(5)
})

test('people who ranked the same completions give the human ceiling', async () => {
  const byAda = someRankings(20, () => ({ annotator: 'ada' }))
  const byBo = byAda.map((ranking, at) => ({ ...ranking, annotator: 'bo', ranks: at < 5 ? [1, 2, 3] : ranking.ranks }))
  const { report } = await trainRewardModel({ train, heldOut: [...byAda, ...byBo], config, outDir: newPlace() })
  expect(report.humanCeiling!.value).toBeGreaterThan(0.7)
  expect(report.humanCeiling!.value).toBeLessThan(1)
})

test('an aborted run leaves no model, and goes on from its checkpoint to the very same one', async () => {
  const long = { ...config, epochs: 100 }
  const whole = await trainRewardModel({ train, heldOut, config: long, outDir: newPlace() })
  const [outDir, checkpointDir] = [newPlace(), newPlace()]
  const stop = new AbortController()
  const stopped = trainRewardModel({
    train,
    heldOut,
    config: long,
    outDir,
    checkpointDir,
    checkpointEvery: 1,
    signal: stop.signal,
    onProgress: ({ step }) => step >= 20 && stop.abort(new Error('enough')),
  })
  await expect(stopped).rejects.toThrow('enough')
  expect(existsSync(outDir)).toBe(false)
  expect(await readdir(checkpointDir)).toContain('checkpoint.bin')

  const steps: number[] = []
  const onProgress = ({ step }: TrainingProgress) => steps.push(step)
  const resumed = await trainRewardModel({ train, heldOut, config: long, outDir, checkpointDir, onProgress })
  expect(resumed.modelHash).toBe(whole.modelHash)
  expect(steps[0]).toBeGreaterThanOrEqual(20)
  expect(existsSync(join(checkpointDir, 'checkpoint.bin'))).toBe(false)
})

test('a run that was killed while it chose its plan goes on to the same model', async () => {
  const whole = await trainRewardModel({ train, heldOut, config, outDir: newPlace() })
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
  expect(existsSync(outDir)).toBe(false)
  const resumed = await trainRewardModel({ train, heldOut, config, outDir, checkpointDir })
  expect(resumed.modelHash).toBe(whole.modelHash)
})

test('a damaged checkpoint, or one of another run, is passed over', async () => {
  const whole = await trainRewardModel({ train, heldOut, config, outDir: newPlace() })
  const checkpointDir = newPlace()
  const stop = new AbortController()
  const other = { ...config, seed: 9, epochs: 100 }
  const stopped = trainRewardModel({
    train,
    heldOut,
    config: other,
    outDir: newPlace(),
    checkpointDir,
    checkpointEvery: 1,
    signal: stop.signal,
    onProgress: ({ step }) => step >= 10 && stop.abort(),
  })
  await expect(stopped).rejects.toThrow()
  const file = join(checkpointDir, 'checkpoint.bin')
  const bytes = await readFile(file)
  const afterOther = await trainRewardModel({ train, heldOut, config, outDir: newPlace(), checkpointDir })
  await mkdir(checkpointDir, { recursive: true })
  await writeFile(file, bytes.subarray(0, bytes.length - 3))
  const afterDamage = await trainRewardModel({ train, heldOut, config: other, outDir: newPlace(), checkpointDir })
  const withoutAny = await trainRewardModel({ train, heldOut, config: other, outDir: newPlace() })
  expect(afterOther.modelHash).toBe(whole.modelHash)
  expect(afterDamage.modelHash).toBe(withoutAny.modelHash)
})

test('nothing is learnt from ties alone, and nothing is written', async () => {
  const ties = train.map((ranking) => ({ ...ranking, ranks: [1, 1, 1] }))
  const outDir = newPlace()
  await expect(trainRewardModel({ train: ties, heldOut, config, outDir })).rejects.toMatchObject({
    code: 'DATASET_EMPTY',
  })
  await expect(trainRewardModel({ train: [], heldOut, config, outDir })).rejects.toMatchObject({
    code: 'DATASET_EMPTY',
  })
  expect(existsSync(outDir)).toBe(false)
})

test('a loss that is no number ends the run', async () => {
  const wild = { ...config, learningRate: 1e38, epochs: 3 }
  const run = trainRewardModel({ train, heldOut, config: wild, outDir: newPlace() })
  await expect(run).rejects.toMatchObject({ code: 'TRAINING_DIVERGED' })
})

test('a model is replaced by a new one; what is not a model is left alone', async () => {
  const outDir = newPlace()
  const first = await trainRewardModel({ train, heldOut, config, outDir })
  const second = await trainRewardModel({ train, heldOut, config: { ...config, seed: 3 }, outDir })
  const scorer = await openRewardModel(outDir)
  expect([first.modelHash, second.modelHash].indexOf(scorer.modelHash)).toBe(1)
  await scorer.close()

  await writeFile(join(outDir, 'diary.txt'), 'mine')
  const refused = trainRewardModel({ train, heldOut, config, outDir })
  await expect(refused).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  expect(await readdir(outDir)).toHaveLength(6)
  expect((await readdir(folder)).filter((name) => name.includes('.part'))).toEqual([])
})

test('one ranking, empty completions, broken characters and a very long text do no harm', async () => {
  const odd = [
    {
      prompt: 'x',
      completions: [{ text: '' }, { text: '\ud800 \0 𝒳' }, { text: 'word '.repeat(60_000) }],
      ranks: [3, 2, 1],
    },
  ]
  const outDir = newPlace()
  const { report } = await trainRewardModel({ train: odd, heldOut: odd, config, outDir })
  expect(report.accuracy).toMatchObject({ n: 3, low: 0, high: 1 })
})

test('without held-out rankings the report claims nothing', async () => {
  const { report } = await trainRewardModel({
    train,
    heldOut: [],
    config: { ...config, epochs: 1 },
    outDir: newPlace(),
  })
  expect(report).toMatchObject({ accuracy: null, lengthBaseline: null, pairs: 0, rankings: 0 })
})
