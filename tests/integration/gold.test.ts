import { type Assignment, type QualitySettings, qualitySettings } from '@plackett/contracts'
import {
  decideOnAnnotator,
  importFile,
  listDecisions,
  listGoldFeedback,
  nextTask,
  type Scope,
  setGold,
  updateProject,
  viewAnnotators,
  viewGold,
  viewNotice,
  viewQuality,
  viewTask,
} from '@plackett/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lease, submit } from '../support/rank.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

type Person = Scope & { userId: string }

/** A project with so many gold tasks and others; the right order of every task is that of the numbers in its texts. */
async function tested(settings: Partial<QualitySettings> = {}, { gold = 6, others = 4 } = {}) {
  const { id: projectId } = await world.project({ overlap: 1, qualitySettings: qualitySettings.parse(settings) })
  const line = (id: string, right?: number[]) => ({
    id,
    prompt: `Question ${id}`,
    completions: [2, 1, 3].map((truth) => ({ text: `Answer ${truth} to ${id}`, model: `model-${truth}` })),
    ...(right && { gold: { ranks: right, explanation: `Why ${id}` } }),
  })
  const lines = [
    ...Array.from({ length: gold }, (_, at) => line(`gold-${at}`, [2, 1, 3])),
    ...Array.from({ length: others }, (_, at) => line(`other-${at}`)),
  ]
  const chunks = [Buffer.from(lines.map((each) => JSON.stringify(each)).join('\n'))]
  await importFile(world.owner, { projectId, idempotencyKey: world.key(), filename: 'gold.jsonl', chunks })
  const person = () => world.person({ projectId, role: 'annotator' })
  return { projectId, person }
}

/** As if gold tasks' turn had always, or never, come. */
const always = <S extends Scope>(scope: S): S => ({ ...scope, random: () => 0 })
const never = <S extends Scope>(scope: S): S => ({ ...scope, random: () => 0.999 })

const isGold = ({ prompt }: Assignment) => prompt[0]!.content.startsWith('Question gold')

function answer(scope: Person, task: Assignment, { isRight }: { isRight: boolean }) {
  const byTruth = task.completions.toSorted((a, b) => (a.text < b.text ? -1 : 1)).map(({ id }) => [id])
  return submit(scope, task, { tiers: isRight ? byTruth : byTruth.toReversed() })
}

async function answerGold(scope: Person, projectId: string, rights: boolean[]): Promise<void> {
  for (const isRight of rights) await answer(scope, await lease(always(scope), projectId), { isRight })
}

describe('the schedule', () => {
  test('each annotator gets each gold task, at the rate that is set, and the others as before', async () => {
    const { projectId, person } = await tested()
    for (const scope of [await person(), await person()]) {
      const seen = new Set<string>()
      for (let at = 0; at < 6; at++) {
        const task = await lease(always(scope), projectId)
        expect(isGold(task)).toBe(true)
        seen.add(task.taskId)
        await answer(scope, task, { isRight: true })
      }
      expect(seen.size).toBe(6)
      // None is left, so the others' turn has come.
      expect(isGold(await lease(always(scope), projectId))).toBe(false)
    }
    expect(isGold(await lease(never(await person()), projectId))).toBe(false)
  })

  test('what is held comes before a gold task, and no two are held at once', async () => {
    const { projectId, person } = await tested()
    const scope = await person()
    const held = await lease(never(scope), projectId)
    expect((await lease(always(scope), projectId)).id).toBe(held.id)
    const gold = await lease(always(scope), projectId, [held.id])
    expect(isGold(gold)).toBe(true)
    expect(isGold(await lease(always(scope), projectId, [held.id, gold.id]))).toBe(false)
  })

  test('people who ask at once get slots of their own', async () => {
    const { projectId, person } = await tested({}, { gold: 1, others: 1 })
    const people = await Promise.all(Array.from({ length: 8 }, person))
    const tasks = await Promise.all(people.map((scope) => lease(always(scope), projectId).catch(() => null)))
    const slots = await world.db.assignment.findMany({ where: { projectId, selection: 'gold' } })
    expect(new Set(slots.map(({ slot }) => slot)).size).toBe(slots.length)
    expect(tasks.filter((task) => task && isGold(task))).toHaveLength(slots.length)
    const task = await world.db.task.findUniqueOrThrow({ where: { id: slots[0]!.taskId } })
    expect(task).toMatchObject({ overlap: slots.length, missing: slots.length, status: 'open' })
  })

  test('gold tasks are left out of agreement', async () => {
    const { projectId, person } = await tested()
    for (const scope of [await person(), await person()]) await answerGold(scope, projectId, [true, true])
    expect(await viewQuality(world.owner, { projectId })).toMatchObject({ rankings: 0, agreement: null })
  })
})

describe('pausing', () => {
  test('one miss never pauses; two that leave little doubt do, with the reason', async () => {
    const { projectId, person } = await tested({ minimumAccuracy: 0.6 })
    const scope = await person()
    await answerGold(scope, projectId, [false])
    expect((await viewNotice(scope, { projectId })).state).toBe('active')
    await answerGold(scope, projectId, [false])
    expect(await viewNotice(scope, { projectId })).toMatchObject({
      state: 'paused',
      messages: [{ kind: 'pause', text: 'Gold tasks: 0 of 6 pairs in the expected order.' }],
    })
    expect(await nextTask(scope, { projectId, holding: [] })).toEqual({ kind: 'none', reason: 'you_are_paused' })
    const [decision] = await listDecisions(world.owner, { projectId, annotatorId: scope.userId })
    expect(decision).toMatchObject({ kind: 'pause', decidedBy: null })
  })

  test('who is right mostly goes on', async () => {
    const { projectId, person } = await tested({ minimumAccuracy: 0.6 })
    const scope = await person()
    await answerGold(scope, projectId, [true, true, false, true, false, true])
    expect((await viewNotice(scope, { projectId })).state).toBe('active')
    const { annotators } = await viewAnnotators(world.owner, { projectId })
    expect(annotators).toEqual([])
  })

  test('where the project does not wish it nobody is paused', async () => {
    const { projectId, person } = await tested({ pausesByGold: false })
    const scope = await person()
    await answerGold(scope, projectId, [false, false, false])
    expect((await viewNotice(scope, { projectId })).state).toBe('active')
  })

  test('after a resumption there is a new chance', async () => {
    const { projectId, person } = await tested()
    const scope = await person()
    await answerGold(scope, projectId, [false, false])
    await decideOnAnnotator(world.owner, { kind: 'resume', projectId, annotatorId: scope.userId, text: '' })
    await answerGold(scope, projectId, [false])
    expect((await viewNotice(scope, { projectId })).state).toBe('active')
  })

  test('a retraining gives gold tasks alone, and ends when three went well', async () => {
    const { projectId, person } = await tested()
    const scope = await person()
    await decideOnAnnotator(world.owner, { kind: 'retrain', projectId, annotatorId: scope.userId, text: 'Again' })
    for (let at = 0; at < 3; at++) {
      const task = await lease(never(scope), projectId)
      expect(isGold(task)).toBe(true)
      await answer(scope, task, { isRight: true })
    }
    expect((await viewNotice(scope, { projectId })).state).toBe('active')
    expect(isGold(await lease(never(scope), projectId))).toBe(false)
  })
})

describe('what was right', () => {
  test('is told after answering, and only then', async () => {
    const { projectId, person } = await tested()
    const scope = await person()
    expect(await listGoldFeedback(scope, { projectId })).toEqual([])
    const task = await lease(always(scope), projectId)
    expect(JSON.stringify(task)).not.toContain('Why')
    expect(await listGoldFeedback(scope, { projectId })).toEqual([])
    await answer(scope, task, { isRight: false })
    const places = [1, 2, 3].map((truth) => [
      task.completions.findIndex(({ text }) => text.startsWith(`Answer ${truth}`)) + 1,
    ])
    expect(await listGoldFeedback(scope, { projectId })).toMatchObject([
      { concordant: 0, strict: 3, explanation: `Why ${task.prompt[0]!.content.slice(9)}`, rightOrder: places },
    ])
    await updateProject(world.owner, { projectId, qualitySettings: qualitySettings.parse({ explainsGold: false }) })
    expect(await listGoldFeedback(scope, { projectId })).toEqual([])
  })

  test('each gold task is listed with how it is answered, the worst first', async () => {
    const { projectId, person } = await tested({}, { gold: 2, others: 0 })
    const scope = await person()
    await answerGold(scope, projectId, [true, false])
    const report = await viewGold(world.owner, { projectId })
    expect(report).toMatchObject({ rankings: 2, accuracy: { value: 0.5, n: 6 } })
    expect(report.tasks.map(({ accuracy, source }) => [accuracy!.value, source])).toEqual([
      [0, 'imported'],
      [1, 'imported'],
    ])
  })
})

describe('making a task gold', () => {
  test('an answer about the task makes it one, and no answer makes it an ordinary one again', async () => {
    const { projectId, person } = await tested({}, { gold: 0, others: 1 })
    const scope = await person()
    const { taskId, completions } = await lease(scope, projectId)
    const tiers = completions.map(({ id }) => [id])
    await setGold(world.owner, { taskId, gold: { tiers, explanation: 'So', source: 'adjudicated' } })
    expect((await viewTask(world.owner, { taskId })).gold).toEqual({ tiers, explanation: 'So', source: 'adjudicated' })
    await setGold(world.owner, { taskId, gold: null })
    expect((await viewTask(world.owner, { taskId })).gold).toBeNull()
  })

  test('an answer about other completions is refused', async () => {
    const { projectId, person } = await tested({}, { gold: 0, others: 2 })
    const scope = await person()
    const one = await lease(scope, projectId)
    const other = await lease(scope, projectId, [one.id])
    const gold = { tiers: other.completions.map(({ id }) => [id]), explanation: '', source: 'written' as const }
    await expect(setGold(world.owner, { taskId: one.taskId, gold })).rejects.toMatchObject({
      code: 'RANKING_DOES_NOT_MATCH_TASK',
    })
  })
})
