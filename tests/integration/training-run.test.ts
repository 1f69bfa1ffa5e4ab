import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RewardTrainingConfig, TrainingRun } from '@plackett/contracts'
import { AppError, freezeDatasetVersionInput } from '@plackett/contracts'
import {
  cancelTrainingRun,
  claimTrainingRun,
  failTrainingRun,
  freezeDatasetVersion,
  keepClaim,
  listRewardModels,
  listTrainingMetrics,
  loadSampleProject,
  recordProgress,
  startTrainingRun,
  sweepTrainingRuns,
  viewTrainingRun,
} from '@plackett/core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../support/app.ts'
import { end, startWorker } from '../support/worker.ts'
import type { World } from '../support/world.ts'

let setting: TestApp
let world: World
let projectId: string
let datasetVersionId: string
const workers: ChildProcess[] = []

beforeAll(async () => {
  setting = await createTestApp()
  world = setting.world
  projectId = (await loadSampleProject(world.owner)).id
  const input = freezeDatasetVersionInput.parse({ projectId, idempotencyKey: world.key() })
  datasetVersionId = (await freezeDatasetVersion(world.owner, input)).id
})
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => end(worker, 'SIGKILL')))
  await world.db.trainingRun.updateMany({
    where: { finishedAt: null },
    data: { status: 'cancelled', finishedAt: new Date() },
  })
})
afterAll(() => setting.close())

async function aWorker() {
  const worker = await startWorker(world)
  workers.push(worker)
  return worker
}

function start(config: Partial<RewardTrainingConfig> = {}, idempotencyKey = world.key()) {
  const settings = { backbone: 'ngram', objective: 'pairwise', seed: 1, ...config } as const
  return startTrainingRun(world.owner, { projectId, datasetVersionId, idempotencyKey, name: '', config: settings })
}

/** Waits until the run is so; 40 s at most. */
async function until({ id }: TrainingRun, isSo: (run: TrainingRun) => boolean): Promise<TrainingRun> {
  for (let count = 0; count < 400; count += 1) {
    const run = await viewTrainingRun(world.owner, { trainingRunId: id })
    if (isSo(run)) return run
    await sleep(100)
  }
  throw new Error(
    `The run did not get there: ${JSON.stringify(await viewTrainingRun(world.owner, { trainingRunId: id }))}`,
  )
}

const isOver = ({ status }: TrainingRun) => !['queued', 'running'].includes(status)
const isMoving = ({ step }: TrainingRun) => step > 0

function score(model?: string) {
  return setting.app.inject({
    method: 'POST',
    url: '/v1/score',
    headers: { authorization: setting.authorization },
    payload: { ...(model && { model }), items: [{ prompt: 'Hello', completion: 'Good day.' }] },
  })
}

test('a run is trained, its model registered, promoted and asked for rewards', async () => {
  await aWorker()
  const run = await start({ epochs: 2 })
  const done = await until(run, isOver)
  expect(done).toMatchObject({
    status: 'succeeded',
    attempt: 1,
    error: null,
    report: { accuracy: { n: expect.any(Number) } },
  })
  const metrics = await listTrainingMetrics(world.owner, { trainingRunId: run.id })
  expect(metrics.at(-1)?.step).toBe(done.totalSteps)
  expect(await listTrainingMetrics(world.owner, { trainingRunId: run.id, afterStep: done.step - 1 })).toHaveLength(1)

  const [model] = await listRewardModels(world.owner, { projectId })
  expect(model).toMatchObject({ reference: 'sample-project@1', stage: 'candidate', trainingRunId: run.id })
  expect((await score()).json()).toMatchObject({ error: { code: 'NO_PRODUCTION_MODEL' } })
  expect((await score('sample-project@1')).json()).toMatchObject({
    model: 'sample-project@1',
    results: [{ reward: expect.any(Number) }],
  })
  expect((await score('sample-project@9')).json()).toMatchObject({ error: { code: 'MODEL_NOT_FOUND' } })
  const promotion = { method: 'POST', headers: { authorization: setting.authorization } } as const
  const promoted = await setting.app.inject({ ...promotion, url: `/v1/reward-models/${model!.id}/promote` })
  expect(promoted.json()).toMatchObject({ stage: 'production', promotedAt: expect.any(String) })
  for (const name of [undefined, 'sample-project', 'sample-project@production']) {
    expect((await score(name)).json()).toMatchObject({ model: 'sample-project@1' })
  }
})

test('a promotion takes the other version out of production, for every server within a second', async () => {
  await aWorker()
  await until(await start({ epochs: 1 }), isOver)
  await until(await start({ epochs: 1, seed: 2 }), isOver)
  const [second, first] = await listRewardModels(world.owner, { projectId })
  const promote = async (id: string) =>
    setting.app.inject({
      method: 'POST',
      url: `/v1/reward-models/${id}/promote`,
      headers: { authorization: setting.authorization },
    })
  await promote(first!.id)
  await sleep(600)
  expect((await score()).json()).toMatchObject({ model: first!.reference })
  const results = await Promise.all([promote(second!.id), ...Array.from({ length: 20 }, () => score())])
  expect(results.every(({ statusCode }) => statusCode === 200)).toBe(true)
  await sleep(1_000)
  expect((await score()).json()).toMatchObject({ model: second!.reference })
  let isAsking = true
  const asking = (async () => {
    const answers = []
    while (isAsking) answers.push(await score())
    return answers
  })()
  await sleep(300)
  await promote(first!.id)
  await sleep(3_000)
  isAsking = false
  const answers = await asking
  expect(answers.every(({ statusCode }) => statusCode === 200)).toBe(true)
  const references = answers.map((answer) => answer.json().model as string)
  expect(references[0]).toBe(second!.reference)
  expect(references.at(-1)).toBe(first!.reference)
  expect(references.lastIndexOf(second!.reference)).toBeLessThan(references.indexOf(first!.reference))

  await Promise.all([promote(first!.id), promote(second!.id), promote(first!.id)])
  expect(await world.db.rewardModel.count({ where: { stage: 'production' } })).toBe(1)
})

test('two versions are compared on the rankings that both were judged on', async () => {
  await aWorker()
  const done = await until(await start({ epochs: 1 }), isOver)
  await until(await start({ epochs: 8, objective: 'listwise' }), isOver)
  const [second, first] = await listRewardModels(world.owner, { projectId })
  expect(first!.report).not.toHaveProperty('evaluation')
  const compare = async (one: string, other: string) => {
    const url = `/v1/reward-models/${one}/compare/${other}`
    return (await setting.app.inject({ url, headers: { authorization: setting.authorization } })).json()
  }
  const found = await compare(first!.id, second!.id)
  expect(found).toMatchObject({ first: { id: first!.id }, second: { id: second!.id } })
  const { accuracy, evaluation } = found.first.report
  expect(evaluation.tallies.right.length).toBeGreaterThan(1)
  expect(found.difference).toMatchObject({ pairs: accuracy.n, groups: evaluation.tallies.right.length })
  expect(found.difference.difference).toBeCloseTo(accuracy.value - found.second.report.accuracy.value, 9)
  expect((await compare(first!.id, first!.id)).difference).toMatchObject({ difference: 0, p: 1 })

  const { evaluation: _, ...headline } = done.report!
  await world.db.rewardModel.update({ where: { id: second!.id }, data: { report: headline } })
  expect((await compare(first!.id, second!.id)).difference).toBeNull()
  expect(await compare(first!.id, '01900000-0000-7000-8000-000000000000')).toMatchObject({
    error: { code: 'MODEL_NOT_FOUND' },
  })
})

test('a killed worker’s run is taken up again from its checkpoint within 15 s', async () => {
  const worker = await aWorker()
  const run = await start({ epochs: 1_000 })
  await until(run, isMoving)
  await end(worker, 'SIGKILL')
  const killedAt = Date.now()
  await aWorker()
  await until(run, ({ attempt }) => attempt === 2)
  expect(Date.now() - killedAt).toBeLessThan(15_000)
  await cancelTrainingRun(world.owner, { trainingRunId: run.id })
})

test('a run that was killed in the middle ends with the same model as one that was not', async () => {
  const worker = await aWorker()
  const config = { epochs: 60 }
  const run = await start(config)
  const undisturbed = await until(run, isOver)
  const other = await start(config)
  await until(other, ({ step, totalSteps }) => step > (totalSteps ?? 0) / 4)
  await end(worker, 'SIGKILL')
  await aWorker()
  const disturbed = await until(other, isOver)
  expect(disturbed).toMatchObject({ status: 'succeeded', attempt: 2, report: undisturbed.report })
  const curves = await Promise.all(
    [run, other].map(({ id }) => listTrainingMetrics(world.owner, { trainingRunId: id })),
  )
  expect(curves[1]!.map(({ step, trainLoss }) => [step, trainLoss])).toEqual(
    curves[0]!.map(({ step, trainLoss }) => [step, trainLoss]),
  )
})

test('a worker that is asked to end puts its run back, which is no failed attempt', async () => {
  const worker = await aWorker()
  const run = await start({ epochs: 1_000 })
  await until(run, isMoving)
  expect(await end(worker, 'SIGTERM')).toBe(0)
  expect(await viewTrainingRun(world.owner, { trainingRunId: run.id })).toMatchObject({ status: 'queued', attempt: 0 })
})

test('a worker whose parent is gone ends by itself', async () => {
  const worker = await aWorker()
  worker.disconnect()
  for (let count = 0; count < 100 && worker.exitCode === null; count += 1) await sleep(100)
  expect(worker.exitCode).toBe(0)
})

test('a running run is cancelled within seconds, and the next one starts', async () => {
  await aWorker()
  const run = await start({ epochs: 1_000 })
  await until(run, isMoving)
  const next = await start({ epochs: 1 })
  expect(await cancelTrainingRun(world.owner, { trainingRunId: run.id })).toMatchObject({ status: 'cancelled' })
  expect(await until(next, isOver)).toMatchObject({ status: 'succeeded' })
  expect(await viewTrainingRun(world.owner, { trainingRunId: run.id })).toMatchObject({
    status: 'cancelled',
    rewardModelId: null,
  })
  await expect(cancelTrainingRun(world.owner, { trainingRunId: run.id })).rejects.toMatchObject({
    code: 'TRAINING_RUN_FINISHED',
  })
})

test('of many workers that are handed a run at once, one gets it', async () => {
  const run = await start()
  const claims = await Promise.all(
    Array.from({ length: 20 }, (_, at) => claimTrainingRun(world.owner, { trainingRunId: run.id, workerId: `w${at}` })),
  )
  expect(claims.filter((claimed) => claimed !== null)).toHaveLength(1)
})

test('a worker that lost its claim changes nothing any more', async () => {
  const run = await start()
  const [old, young] = ['old', 'young'].map((workerId) => ({ trainingRunId: run.id, workerId }))
  await claimTrainingRun(world.owner, old!)
  expect(await claimTrainingRun(world.owner, young!)).toBeNull()
  await world.db.trainingRun.update({ where: { id: run.id }, data: { claimedUntil: new Date(0) } })
  expect(await claimTrainingRun(world.owner, young!)).toMatchObject({ attempt: 2 })
  expect(await keepClaim(world.owner, old!)).toBe(false)
  const point = { step: 1, epoch: 1, trainLoss: 1, heldOutLoss: null, heldOutAccuracy: null, totalSteps: 9 }
  await recordProgress(world.owner, old!, [point])
  await failTrainingRun(world.owner, old!, new AppError('INTERNAL'))
  expect(await viewTrainingRun(world.owner, { trainingRunId: run.id })).toMatchObject({
    status: 'running',
    step: 0,
    error: null,
  })
})

test('a run that took down three workers is given up', async () => {
  const run = await start()
  for (const attempt of [1, 2, 3]) {
    expect(await claimTrainingRun(world.owner, { trainingRunId: run.id, workerId: `w${attempt}` })).toMatchObject({
      attempt,
    })
    await world.db.trainingRun.update({ where: { id: run.id }, data: { claimedUntil: new Date(0) } })
  }
  expect(await claimTrainingRun(world.owner, { trainingRunId: run.id, workerId: 'w4' })).toBeNull()
  await sweepTrainingRuns(world.owner)
  expect(await viewTrainingRun(world.owner, { trainingRunId: run.id })).toMatchObject({
    status: 'failed',
    error: { code: 'TRAINING_INTERRUPTED' },
  })
})

test('one key starts one run', async () => {
  const key = world.key()
  const runs = await Promise.all([1, 2, 3].map(() => start({}, key)))
  expect(new Set(runs.map(({ id }) => id)).size).toBe(1)
  await expect(start({ seed: 7 }, key)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' })
})

test('a version whose file is gone fails the run with the reason', async () => {
  await aWorker()
  const broken = await world.db.datasetVersion.create({
    data: {
      projectId,
      number: 99,
      createdById: 'u1',
      idempotencyKey: world.key(),
      trainShare: 1,
      seed: 1,
      counts: (await world.db.datasetVersion.findUniqueOrThrow({ where: { id: datasetVersionId } })).counts!,
      contentHash: '0'.repeat(64),
    },
  })
  const config = { backbone: 'ngram', objective: 'pairwise', seed: 1 } as const
  const input = { projectId, datasetVersionId: broken.id, idempotencyKey: world.key(), name: '', config }
  expect(await until(await startTrainingRun(world.owner, input), isOver)).toMatchObject({
    status: 'failed',
    error: { code: 'ARTEFACT_NOT_FOUND' },
  })
})
