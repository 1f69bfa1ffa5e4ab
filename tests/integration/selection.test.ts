import { qualitySettings } from '@plackett/contracts'
import { importFile, type Scope, updateProject, viewSelection, weighOpenTasks } from '@plackett/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lease, submit } from '../support/rank.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

async function projectOf(weighing: 'by_hand' | 'reward_model' | 'leaderboard', lines: object[]) {
  const { id: projectId } = await world.project({
    overlap: 1,
    taskSelection: 'weighted',
    auditShare: 0.2,
    qualitySettings: qualitySettings.parse({ weighing, goldRate: 0 }),
  })
  const chunks = [Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n'))]
  await importFile(world.owner, { projectId, idempotencyKey: world.key(), filename: 's.jsonl', chunks })
  return projectId
}

/** By external id. */
async function weightsIn(projectId: string): Promise<Map<string, number>> {
  const tasks = await world.db.task.findMany({ where: { projectId }, include: { prompt: true } })
  return new Map(tasks.map(({ weight, prompt }) => [prompt.externalId!, weight]))
}

const task = (id: string, models: [string, string]) => ({
  id,
  prompt: `Question ${id}`,
  completions: models.map((model, at) => ({ model, text: `${model} answers ${id} in way ${at}` })),
})

test('what an ensemble disagrees about is worth most; what it only calls even is not', async () => {
  const projectId = await projectOf('reward_model', [
    task('disputed', ['one', 'two']),
    task('even', ['three', 'four']),
    task('sure', ['five', 'six']),
  ])
  for (const version of [1, 2]) {
    await world.db.rewardModel.create({
      data: {
        projectId,
        name: `m${version}`,
        version: 1,
        stage: 'production',
        backbone: 'ngram',
        artefactHash: String(version).repeat(64),
        report: {},
        codeVersion: '1',
      },
    })
  }
  // One member is sure of one answer and the other of the other; both call the second even; both are sure of the third.
  const rewardOf = (reference: string, text: string) => {
    if (text.startsWith('one')) return reference.startsWith('m1') ? 3 : -3
    return text.startsWith('five') ? 3 : 0
  }
  const scope: Scope = {
    ...world.owner,
    scorers: {
      score: async ({ reference }, items) =>
        items.map(({ completion }) => ({ reward: rewardOf(reference, completion) })),
    },
  }
  expect(await weighOpenTasks(scope, { projectId })).toMatchObject({ tasks: 3, lowest: 0.01 })
  const weights = await weightsIn(projectId)
  expect(weights.get('disputed')).toBeCloseTo(3, 5)
  expect(weights.get('even')).toBe(0.01)
  expect(weights.get('sure')).toBe(0.01)
})

test('without a model in production there is nothing to weigh by', async () => {
  const projectId = await projectOf('reward_model', [task('a', ['one', 'two'])])
  await expect(weighOpenTasks(world.owner, { projectId })).rejects.toMatchObject({ code: 'NO_PRODUCTION_MODEL' })
})

test('for a leaderboard a pair is worth most of which least is known', async () => {
  const projectId = await projectOf('leaderboard', [
    ...Array.from({ length: 30 }, (_, at) => task(`known-${at}`, ['one', 'two'])),
    task('new', ['one', 'newcomer']),
    task('known', ['one', 'two']),
  ])
  const person = await world.person({ projectId, role: 'annotator' })
  for (let at = 0; at < 30; at++) {
    const held = await lease(person, projectId)
    const byModel = held.completions.toSorted((a, b) => (a.text < b.text ? -1 : 1)).map(({ id }) => [id])
    await submit(person, held, { tiers: at % 3 === 0 ? byModel.toReversed() : byModel })
  }
  await weighOpenTasks(world.owner, { projectId })
  const open = await world.db.task.findMany({ where: { projectId, status: 'open' }, include: { prompt: true } })
  const weightOf = (id: string) => open.find(({ prompt }) => prompt.externalId === id)?.weight
  for (const { prompt, weight } of open) {
    if (prompt.externalId !== 'new' && weightOf('new') !== undefined) expect(weight).toBeLessThan(weightOf('new')!)
  }
  expect(open.length).toBe(2)
})

test('each draw is told from the audit, with its probability kept', async () => {
  const projectId = await projectOf(
    'by_hand',
    Array.from({ length: 12 }, (_, at) => task(`t${at}`, ['one', 'two'])),
  )
  const person = await world.person({ projectId, role: 'annotator' })
  const asks = (random: number): typeof person => ({ ...person, random: () => random })
  for (let at = 0; at < 8; at++) await submit(person, await lease(asks(at < 2 ? 0.1 : 0.9), projectId))
  const report = await viewSelection(world.owner, { projectId })
  expect(report.kinds.map(({ selection, tasks }) => [selection, tasks])).toEqual([
    ['weighted', 6],
    ['audit', 2],
  ])
  expect(report.reweighted).toMatchObject({ tieShare: { value: 0, n: 6 } })
  const drawn = await world.db.assignment.findMany({ where: { projectId, submittedAt: { not: null } } })
  for (const { selectionProbability } of drawn) {
    expect(selectionProbability).toBeGreaterThan(0)
    expect(selectionProbability).toBeLessThanOrEqual(1)
  }
  await updateProject(world.owner, { projectId, taskSelection: 'random' })
  await submit(person, await lease(person, projectId))
  expect((await viewSelection(world.owner, { projectId })).kinds.map(({ selection }) => selection)).toContain('random')
})
