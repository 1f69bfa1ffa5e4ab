import { importFile, nextTask, releaseAssignment, renewAssignment, type Scope } from '@plackett/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { idsOf, lease, submit } from '../support/rank.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

async function aProject(overlap: number, tasks: number, completions?: number) {
  const { id } = await world.project({ overlap })
  await world.prompts(id, tasks, completions)
  return id
}

async function annotators(projectId: string, count: number) {
  return Promise.all(Array.from({ length: count }, () => world.person({ projectId, role: 'annotator' })))
}

function later(scope: Scope, minutes: number): Scope {
  return { ...scope, now: () => new Date(Date.now() + minutes * 60_000) }
}

test('of two annotators who ask at once for one task, one gets it', async () => {
  const projectId = await aProject(1, 1)
  const people = await annotators(projectId, 2)
  const answers = await Promise.all(people.map((person) => nextTask(person, { projectId, holding: [] })))
  expect(answers.map(({ kind }) => kind).sort()).toEqual(['none', 'task'])
  expect(answers.find(({ kind }) => kind === 'none')).toMatchObject({ reason: 'all_leased' })
})

test('20 annotators at once give each task exactly its overlap, nobody one twice', async () => {
  const projectId = await aProject(3, 40)
  const people = await annotators(projectId, 20)
  const work = async (person: Scope) => {
    for (;;) {
      const next = await nextTask(person, { projectId, holding: [] })
      if (next.kind === 'none') return
      await submit(person, next.assignment)
    }
  }
  await Promise.all(people.map(work))
  const rankings = await world.db.ranking.findMany({ where: { projectId } })
  expect(rankings).toHaveLength(120)
  expect(new Set(rankings.map(({ taskId, annotatorId }) => `${taskId} ${annotatorId}`)).size).toBe(120)
  const tasks = await world.db.task.findMany({
    where: { projectId },
    include: { _count: { select: { rankings: true } } },
  })
  expect(
    tasks.every(({ status, missing, _count }) => status === 'completed' && missing === 0 && _count.rankings === 3),
  ).toBe(true)
  expect(await nextTask(people[0]!, { projectId, holding: [] })).toEqual({ kind: 'none', reason: 'all_done' })
})

test('an annotator who asks many times at once holds each task once', async () => {
  const projectId = await aProject(3, 2)
  const [person] = await annotators(projectId, 1)
  const answers = await Promise.all(Array.from({ length: 12 }, () => nextTask(person!, { projectId, holding: [] })))
  expect(answers.every(({ kind }) => kind === 'task')).toBe(true)
  const held = await world.db.assignment.findMany({ where: { projectId, annotatorId: person!.userId } })
  expect(new Set(held.map(({ taskId }) => taskId)).size).toBe(held.length)
})

test('what one holds comes first, also after a reload; what is on screen is not handed out again', async () => {
  const projectId = await aProject(1, 3)
  const [person] = await annotators(projectId, 1)
  const first = await lease(person!, projectId)
  expect((await lease(person!, projectId)).id).toBe(first.id)
  const second = await lease(person!, projectId, [first.id])
  expect(second.taskId).not.toBe(first.taskId)
  expect((await lease(person!, projectId, [second.id])).id).toBe(first.id)
})

test('the task nearest to completion comes next, then the oldest', async () => {
  const projectId = await aProject(3, 3)
  const [ada, bo, chen] = await annotators(projectId, 3)
  const tasks = await world.db.task.findMany({ where: { projectId }, orderBy: { id: 'asc' } })
  const skipped = await lease(ada!, projectId)
  expect(skipped.taskId).toBe(tasks[0]!.id)
  const ranked = await lease(ada!, projectId, [skipped.id])
  await submit(ada!, ranked)
  await releaseAssignment(ada!, { assignmentId: skipped.id })
  expect((await lease(bo!, projectId)).taskId).toBe(ranked.taskId)
  await submit(bo!, await lease(bo!, projectId))
  expect((await lease(chen!, projectId)).taskId).toBe(ranked.taskId)
})

test('a lease that ended goes to the next who asks; who lost it is told so', async () => {
  const projectId = await aProject(1, 1)
  const [ada, bo] = await annotators(projectId, 2)
  const assignment = await lease(ada!, projectId)
  expect(await nextTask(later(bo!, 19), { projectId, holding: [] })).toMatchObject({ reason: 'all_leased' })
  expect((await lease(later(bo!, 21), projectId)).id).toBe(assignment.id)
  await expect(renewAssignment(ada!, { assignmentId: assignment.id })).rejects.toMatchObject({
    code: 'ASSIGNMENT_EXPIRED',
  })
  await expect(submit(ada!, assignment)).rejects.toMatchObject({ code: 'ASSIGNMENT_EXPIRED' })
})

test('a lease is renewed by its full length, also after its end if nobody took it', async () => {
  const projectId = await aProject(1, 1)
  const [ada] = await annotators(projectId, 1)
  const { id } = await lease(ada!, projectId)
  const { leasedUntil } = await renewAssignment(later(ada!, 30), { assignmentId: id })
  expect(leasedUntil.getTime()).toBeGreaterThan(Date.now() + 49 * 60_000)
})

test('a released task is free at once, and skipped by whoever released it as long as they say so', async () => {
  const projectId = await aProject(1, 2)
  const [ada, bo] = await annotators(projectId, 2)
  const { id, taskId } = await lease(ada!, projectId)
  await releaseAssignment(ada!, { assignmentId: id })
  expect((await lease(ada!, projectId, [id])).taskId).not.toBe(taskId)
  expect((await lease(bo!, projectId)).taskId).toBe(taskId)
})

test('why there is none: nothing imported, all of mine done', async () => {
  const empty = await world.project()
  const someone = await world.person({ projectId: empty.id, role: 'annotator' })
  expect(await nextTask(someone, { projectId: empty.id, holding: [] })).toMatchObject({ reason: 'none_imported' })
  const projectId = await aProject(2, 1)
  const [ada] = await annotators(projectId, 1)
  await submit(ada!, await lease(ada!, projectId))
  expect(await nextTask(ada!, { projectId, holding: [] })).toMatchObject({ reason: 'all_yours_done' })
})

test.each([3, 4])(
  'of %i completions each stands in each place, and follows each other, equally often',
  async (count) => {
    const rounds = count % 2 === 0 ? 1 : 2
    const projectId = await aProject(count * rounds, 3, count)
    const people = await annotators(projectId, count * rounds)
    const places = new Map<string, number[]>()
    const pairs = new Map<string, number>()
    for (const person of people) {
      const holding: string[] = []
      for (let task = 0; task < 3; task += 1) {
        const assignment = await lease(person, projectId, holding)
        holding.push(assignment.id)
        for (const [place, id] of idsOf(assignment).entries()) {
          places.set(id, [...(places.get(id) ?? []), place])
          const pair = `${idsOf(assignment)[place - 1]} ${id}`
          if (place > 0) pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
        }
      }
    }
    const inEachPlace = Array.from({ length: count }, (_, place) => Array(rounds).fill(place)).flat()
    expect([...places.values()].map((seen) => seen.sort())).toEqual(Array(3 * count).fill(inEachPlace))
    expect([...pairs.values()]).toEqual(Array(3 * count * (count - 1)).fill(rounds))
  },
)

test('what an annotator is shown names no model', async () => {
  const projectId = await aProject(1, 1)
  const [ada] = await annotators(projectId, 1)
  expect(JSON.stringify(await lease(ada!, projectId))).not.toContain('model-')
})

test('what a prompt came with to judge by is shown with its task; a prompt without shows nothing of the kind', async () => {
  const { id: projectId } = await world.project({ overlap: 1 })
  const plain = { prompt: 'What is said?', completions: [{ text: 'This.' }, { text: 'That.' }] }
  const background = { reference: 'It is said that …', context: ['First passage.', 'Second “passage”.'] }
  const lines = [
    { ...plain, ...background },
    { ...plain, prompt: 'And here?' },
  ]
  const chunks = [Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n'))]
  await importFile(world.owner, { projectId, idempotencyKey: world.key(), filename: 'test.jsonl', chunks })
  const ada = await world.person({ projectId, role: 'annotator' })
  const first = await lease(ada, projectId)
  const second = await lease(ada, projectId, [first.id])
  const shown = new Map([first, second].map(({ prompt, background }) => [prompt[0]!.content, background]))
  expect(shown.get('What is said?')).toEqual(background)
  expect(shown.get('And here?')).toEqual({ reference: null, context: [] })
})
