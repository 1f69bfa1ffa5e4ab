import type { TaskSelection } from '@plackett/contracts'
import {
  changeTasks,
  nextTask,
  removeMember,
  renewAssignment,
  type Scope,
  setMemberTerms,
  skipTask,
  updateProject,
  weighTasks,
} from '@plackett/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lease, submit } from '../support/rank.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

interface Wish {
  overlap?: number
  tasks: number
  taskSelection?: TaskSelection
}

/** A project with its tasks in the order of import. */
async function aProject({ overlap = 1, tasks, taskSelection = 'in_order' }: Wish) {
  const { id: projectId } = await world.project({ overlap, taskSelection })
  await world.prompts(projectId, tasks, 2)
  const rows = await world.db.task.findMany({ where: { projectId }, orderBy: { id: 'asc' } })
  return { projectId, taskIds: rows.map(({ id }) => id) }
}

function anAnnotator(projectId: string) {
  return world.person({ projectId, role: 'annotator' })
}

function change(projectId: string, taskIds: string[], change: Parameters<typeof changeTasks>[1]['change']) {
  return changeTasks(world.owner, { projectId, choice: { taskIds }, change })
}

async function reasonFor(scope: Scope, projectId: string, holding: string[] = []) {
  const next = await nextTask(scope, { projectId, holding })
  return next.kind === 'none' ? next.reason : next.assignment.taskId
}

test('a begun task comes before an urgent one, an urgent one before the others, and those as imported', async () => {
  const { projectId, taskIds } = await aProject({ overlap: 2, tasks: 4 })
  const [ada, bo] = [await anAnnotator(projectId), await anAnnotator(projectId)]
  await submit(ada, await lease(ada, projectId))
  await change(projectId, [taskIds[3]!], { priority: 5 })
  const holding: string[] = []
  const order: string[] = []
  for (let count = 0; count < 4; count += 1) {
    const assignment = await lease(bo, projectId, holding)
    holding.push(assignment.id)
    order.push(assignment.taskId)
  }
  expect(order).toEqual([taskIds[0], taskIds[3], taskIds[1], taskIds[2]])
})

test('a raised overlap opens completed tasks again, by exactly the answers that are wanted more', async () => {
  const { projectId, taskIds } = await aProject({ overlap: 1, tasks: 1 })
  const people = await Promise.all(Array.from({ length: 6 }, () => anAnnotator(projectId)))
  await submit(people[0]!, await lease(people[0]!, projectId))
  expect(await reasonFor(people[1]!, projectId)).toBe('all_done')
  await Promise.all([3, 3, 2].map((overlap) => change(projectId, taskIds, { overlap })))
  const results = await Promise.all(people.map((person) => nextTask(person, { projectId, holding: [] })))
  for (const [index, next] of results.entries()) if (next.kind === 'task') await submit(people[index]!, next.assignment)
  expect(await world.db.ranking.count({ where: { projectId } })).toBe(3)
  const task = await world.db.task.findUniqueOrThrow({ where: { id: taskIds[0]! } })
  expect(task).toMatchObject({ overlap: 3, missing: 0, free: 0, status: 'completed' })
})

test('paused and withdrawn tasks are not handed out; what is held may still be answered', async () => {
  const { projectId, taskIds } = await aProject({ overlap: 2, tasks: 2 })
  const [ada, bo] = [await anAnnotator(projectId), await anAnnotator(projectId)]
  const held = await lease(ada, projectId)
  await change(projectId, taskIds, { status: 'paused' })
  expect(await reasonFor(bo, projectId)).toBe('all_paused')
  expect(await submit(ada, held)).toMatchObject({ revision: 1 })
  await change(projectId, [taskIds[1]!], { status: 'open' })
  expect(await reasonFor(bo, projectId)).toBe(taskIds[1])
  await changeTasks(world.owner, {
    projectId,
    choice: { filter: { status: 'paused' } },
    change: { status: 'withdrawn' },
  })
  const [task] = await world.db.task.findMany({ where: { id: taskIds[0]! } })
  expect(task).toMatchObject({ status: 'withdrawn', missing: 1 })
})

test('a task that requires skills goes to who has them all, and the others are told', async () => {
  const { projectId, taskIds } = await aProject({ tasks: 3 })
  await change(projectId, taskIds, { requires: ['medicine', 'language:de'] })
  const [ada, bo] = [await anAnnotator(projectId), await anAnnotator(projectId)]
  await setMemberTerms(world.owner, { projectId, userId: bo.userId, skills: ['medicine'] })
  expect(await reasonFor(ada, projectId)).toBe('none_for_your_skills')
  expect(await reasonFor(bo, projectId)).toBe('none_for_your_skills')
  await setMemberTerms(world.owner, { projectId, userId: bo.userId, skills: ['medicine', 'law', 'language:de'] })
  expect(await reasonFor(bo, projectId)).toBe(taskIds[0])
  await change(projectId, [taskIds[2]!], { requires: [] })
  expect(await reasonFor(ada, projectId)).toBe(taskIds[2])
})

test('a quota, a daily quota and a share hold under many requests at once; what is held is still given', async () => {
  const { projectId } = await aProject({ tasks: 10 })
  const limits = [
    { limit: { quota: 3 }, reason: 'quota_reached' },
    { limit: { dailyQuota: 2 }, reason: 'daily_quota_reached' },
    { limit: { maxShare: 0.2 }, reason: 'share_reached' },
  ]
  for (const { limit, reason } of limits) {
    const person = await anAnnotator(projectId)
    await setMemberTerms(world.owner, { projectId, userId: person.userId, ...limit })
    const holding: string[] = []
    const ask = () => nextTask(person, { projectId, holding: [...holding] })
    for (let round = 0; round < 5; round += 1) {
      for (const next of await Promise.all([ask(), ask(), ask()])) {
        if (next.kind === 'task' && !holding.includes(next.assignment.id)) holding.push(next.assignment.id)
      }
    }
    expect(holding).toHaveLength(Object.values(limit)[0]! < 1 ? 2 : Object.values(limit)[0]!)
    expect(await reasonFor(person, projectId, holding)).toBe(reason)
    expect(await nextTask(person, { projectId, holding: [] })).toMatchObject({ kind: 'task' })
    for (const id of holding) await skipTask(person, { assignmentId: id, reason: 'later' })
  }
})

test('a skipped task goes to others and not back; skipped by as many as the project says, it goes to review', async () => {
  const { projectId, taskIds } = await aProject({ overlap: 3, tasks: 1 })
  await updateProject(world.owner, { projectId, skipsBeforeReview: 2 })
  const [ada, bo, cy] = [await anAnnotator(projectId), await anAnnotator(projectId), await anAnnotator(projectId)]
  const skip = async (person: Scope, reason: 'later' | 'unclear') =>
    skipTask(person, { assignmentId: (await lease(person, projectId)).id, reason })
  await skip(ada, 'later')
  await skip(ada, 'unclear')
  expect(await reasonFor(ada, projectId)).toBe('all_yours_done')
  const held = await lease(cy, projectId)
  await skip(bo, 'later')
  await skip(bo, 'unclear')
  expect(await world.db.task.findUniqueOrThrow({ where: { id: taskIds[0]! } })).toMatchObject({
    status: 'in_review',
    missing: 3,
    free: 2,
  })
  expect(await reasonFor(bo, projectId)).toBe('all_paused')
  expect(await submit(cy, held)).toMatchObject({ revision: 1 })
  expect(await world.db.skip.count({ where: { taskId: taskIds[0]! } })).toBe(4)
  await expect(world.db.$executeRaw`delete from "Skip"`).rejects.toThrow(/append-only/)
})

test('a lease that ended is free for others at once, and its holder’s again if they come first', async () => {
  const { projectId, taskIds } = await aProject({ tasks: 1 })
  const [ada, bo] = [await anAnnotator(projectId), await anAnnotator(projectId)]
  const { id } = await lease(ada, projectId)
  const later = (scope: Scope) => ({ ...scope, now: () => new Date(Date.now() + 21 * 60_000) })
  expect(await reasonFor(bo, projectId)).toBe('all_leased')
  const outsider = await anAnnotator(projectId)
  await nextTask(later(ada), { projectId, holding: [id] })
  expect(await world.db.task.findUniqueOrThrow({ where: { id: taskIds[0]! } })).toMatchObject({ free: 1 })
  await renewAssignment(later(ada), { assignmentId: id })
  expect(await world.db.task.findUniqueOrThrow({ where: { id: taskIds[0]! } })).toMatchObject({ free: 0 })
  const muchLater = (scope: Scope) => ({ ...scope, now: () => new Date(Date.now() + 42 * 60_000) })
  expect(await reasonFor(muchLater(bo), projectId)).toBe(taskIds[0])
  await expect(submit(ada, { ...(await lease(bo, projectId)), id })).rejects.toMatchObject({
    code: 'ASSIGNMENT_EXPIRED',
  })
  await removeMember(world.owner, { projectId, userId: bo.userId })
  expect(await reasonFor(outsider, projectId)).toBe(taskIds[0])
})

test('weights decide the draw in proportion, its chance is stored, and the audit share ignores them', async () => {
  const { projectId, taskIds } = await aProject({ tasks: 60, taskSelection: 'weighted' })
  const heavy = new Set(taskIds.slice(0, 20))
  await weighTasks(world.owner, {
    projectId,
    weights: taskIds.map((taskId) => ({ taskId, weight: heavy.has(taskId) ? 1_000 : 1 })),
  })
  const ada = await anAnnotator(projectId)
  const ask = (random: number, holding: string[]) => lease({ ...ada, random: () => random }, projectId, holding)
  const byWeight: string[] = []
  for (let count = 0; count < 15; count += 1) byWeight.push((await ask(0.99, byWeight)).id)
  const drawn = await world.db.assignment.findMany({ where: { id: { in: byWeight } } })
  // A draw finds one of the 40 light tasks with a chance below 1 %; three in 15 draws come once in 10,000 runs or less.
  expect(drawn.filter(({ taskId }) => heavy.has(taskId)).length).toBeGreaterThan(12)
  expect(
    drawn.every(({ selection, selectionProbability }) => selection === 'weighted' && selectionProbability! <= 1),
  ).toBe(true)
  const audit = await ask(0.05, byWeight)
  const lotteries = await world.db.task.findMany({
    where: { projectId, assignments: { some: { leasedUntil: null } } },
    orderBy: { lottery: 'asc' },
  })
  const chosen = await world.db.assignment.findUniqueOrThrow({ where: { id: audit.id }, include: { task: true } })
  expect(chosen).toMatchObject({ selection: 'audit', selectionProbability: lotteries[0]!.lottery })
  expect(chosen.task.lottery).toBeLessThan(lotteries[0]!.lottery)
})

test('a random selection draws among all tasks with the same chance', async () => {
  const { projectId, taskIds } = await aProject({ tasks: 30, taskSelection: 'random' })
  const ada = await anAnnotator(projectId)
  const holding: string[] = []
  const order: string[] = []
  for (let count = 0; count < 30; count += 1) {
    const assignment = await lease(ada, projectId, holding)
    order.push(assignment.taskId)
    holding.splice(0, holding.length, assignment.id)
    await submit(ada, assignment)
  }
  expect(order.toSorted()).toEqual(taskIds)
  expect(order).not.toEqual(taskIds)
})
