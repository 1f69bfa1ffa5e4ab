import { previewDatasetVersionInput } from '@plackett/contracts'
import { listMembers, listTasks, loadSampleProject, previewDatasetVersion, viewProgress } from '@plackett/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lease } from '../support/rank.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

test('it is loaded once, however often and at once it is asked for', async () => {
  const projects = await Promise.all([1, 2, 3].map(() => loadSampleProject(world.owner)))
  expect(new Set(projects.map(({ id }) => id)).size).toBe(1)
  expect(await world.db.project.count()).toBe(1)
})

test('it has what every screen shows: members, past rankings, agreement, and tasks that are left to rank', async () => {
  const { id: projectId } = await loadSampleProject(world.owner)
  const progress = await viewProgress(world.owner, { projectId })
  expect(progress.tasks).toBeGreaterThanOrEqual(40)
  expect(progress.annotators).toHaveLength(5)
  expect(progress.perDay.length).toBeGreaterThan(5)
  expect(progress.agreement?.pairAgreement).toBeGreaterThan(0.6)
  expect(progress.agreement?.pairAgreement).toBeLessThan(0.95)
  expect(progress.rankings).toBe(await world.db.ranking.count())
  expect(
    (await previewDatasetVersion(world.owner, previewDatasetVersionInput.parse({ projectId }))).test.comparisons,
  ).toBeGreaterThan(0)
  const members = await listMembers(world.owner, { projectId })
  expect(members.filter(({ isSample }) => isSample)).toHaveLength(5)
  const open = await listTasks(world.owner, { projectId, status: 'open', limit: 200 })
  expect(open.items.length).toBeGreaterThan(5)
  expect((await lease(world.owner, projectId)).completions).toHaveLength(4)
})

test('its answers obey the rules: exact counts, none in the future', async () => {
  const tasks = await world.db.task.findMany({ include: { rankings: true } })
  for (const { overlap, missing, status, rankings } of tasks) {
    expect(rankings.length).toBe(overlap - missing)
    expect(status).toBe(missing === 0 ? 'completed' : 'open')
  }
  expect(await world.db.ranking.count({ where: { createdAt: { gt: new Date() } } })).toBe(0)
})
