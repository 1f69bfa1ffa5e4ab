import type { AnnotatorReport, DecideInput } from '@plackett/contracts'
import {
  decideOnAnnotator,
  importFile,
  listDecisions,
  loadSampleProject,
  nextTask,
  type Scope,
  viewAnnotators,
  viewLeaderboard,
  viewNotice,
  viewQuality,
  weighByReliability,
} from '@plackett/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lease, submit } from '../support/rank.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

describe('the sample', () => {
  let projectId: string
  let annotators: AnnotatorReport[]
  beforeAll(async () => {
    projectId = (await loadSampleProject(world.owner)).id
    annotators = (await viewAnnotators(world.owner, { projectId })).annotators
  })

  test('has the figures of each annotator, recomputed from the rankings', async () => {
    const rows = await world.db.ranking.findMany({
      where: { projectId, notRankable: null },
      include: { rankedCompletions: { include: { completion: true } } },
    })
    expect(annotators).toHaveLength(5)
    for (const { annotatorId, ...figures } of annotators) {
      const own = rows.filter((row) => row.annotatorId === annotatorId)
      const seconds = own.map(({ activeMs }) => activeMs / 1000).sort((a, b) => a - b)
      const middle = (seconds[Math.ceil(seconds.length / 2) - 1]! + seconds[Math.floor(seconds.length / 2)]!) / 2
      expect(figures.rankings).toBe(own.length)
      expect(figures.medianSeconds).toBeCloseTo(middle, 10)
      const tooFast = own.filter(({ activeMs, rankedCompletions }) => {
        const characters = rankedCompletions.reduce((sum, { completion }) => sum + [...completion.text].length, 0)
        return characters / (activeMs / 1000) > 100
      })
      expect(figures.tooFast).toBe(tooFast.length)
      let [agreed, pairs] = [0, 0]
      for (const ranking of own) {
        const rank = new Map(ranking.rankedCompletions.map((row) => [row.completionId, row.rank]))
        for (const other of rows.filter((row) => row.taskId === ranking.taskId && row.annotatorId !== annotatorId)) {
          const theirs = new Map(other.rankedCompletions.map((row) => [row.completionId, row.rank]))
          const ids = [...rank.keys()]
          for (const [at, a] of ids.entries()) {
            for (const b of ids.slice(at + 1)) {
              const [x, y] = [Math.sign(rank.get(a)! - rank.get(b)!), Math.sign(theirs.get(a)! - theirs.get(b)!)]
              if (x === 0 || y === 0) continue
              pairs += 1
              agreed += x === y ? 1 : 0
            }
          }
        }
      }
      expect(figures.agreement).toMatchObject({ value: agreed / pairs, n: pairs })
    }
  })

  test('puts the hasty one last by reliability, and hints at it', () => {
    const dina = annotators.find(({ name }) => name === 'Dina Haddad')!
    for (const other of annotators) expect(dina.reliability!.value).toBeLessThanOrEqual(other.reliability!.value)
    for (const { reliability } of annotators) {
      expect(reliability!.low).toBeLessThan(reliability!.value)
      expect(reliability!.high).toBeGreaterThan(reliability!.value)
    }
  })
})

describe('patterns', () => {
  let careful: AnnotatorReport
  let lazy: AnnotatorReport
  beforeAll(async () => {
    const { id: projectId } = await world.project({ overlap: 2 })
    await importAnswers(projectId, 24)
    const [one, other] = await twoAnnotators(projectId)
    for (let at = 0; at < 24; at++) {
      const task = await lease(one, projectId)
      const byTruth = task.completions.toSorted((a, b) => truthOf(a.text) - truthOf(b.text))
      await submit(one, task, { tiers: byTruth.map(({ id }) => [id]), activeMs: 30_000 })
      // In the order shown, in a second.
      await submit(other, await lease(other, projectId), { activeMs: 1_000 })
    }
    const { annotators } = await viewAnnotators(world.owner, { projectId })
    careful = annotators.find(({ annotatorId }) => annotatorId === one.userId)!
    lazy = annotators.find(({ annotatorId }) => annotatorId === other.userId)!
  })

  test('always as shown and too fast are named', () => {
    expect(lazy).toMatchObject({ asShown: 24, tooFast: 24 })
    expect(lazy.hints).toEqual(expect.arrayContaining(['too_fast', 'as_shown', 'prefers_place']))
  })

  test('careful work has no hint that it does not share', () => {
    // The only other one is not like anybody who looks.
    const ofTheOther = ['no_agreement', 'unlike_others']
    expect(careful.hints.filter((hint) => !ofTheOther.includes(hint))).toEqual([])
  })
})

describe('decisions', () => {
  async function ranked() {
    const { id: projectId } = await world.project({ overlap: 2 })
    await importAnswers(projectId, 6)
    const people = await twoAnnotators(projectId)
    for (const person of people) {
      for (let at = 0; at < 3; at++) await submit(person, await lease(person, projectId))
    }
    const decide = (input: Partial<DecideInput>) =>
      decideOnAnnotator(world.owner, { projectId, annotatorId: people[0].userId, text: '', ...input } as DecideInput)
    const counted = async () => {
      await world.db.statistic.updateMany({ data: { computedAt: new Date(0) } })
      return (await viewQuality(world.owner, { projectId })).rankings
    }
    return { projectId, people, decide, counted }
  }

  test('an exclusion takes rankings out of every count, an inclusion brings them back; none is lost', async () => {
    const { projectId, people, decide, counted } = await ranked()
    expect(await counted()).toBe(6)
    await decide({ kind: 'exclude', text: 'Copied answers' })
    expect(await counted()).toBe(3)
    expect(
      (await viewLeaderboard(world.owner, { projectId, isStyleControlled: false, intervals: 'tasks' })).rankings,
    ).toBe(3)
    const { annotators } = await viewAnnotators(world.owner, { projectId })
    expect(annotators.find(({ annotatorId }) => annotatorId === people[0].userId)).toMatchObject({
      isExcluded: true,
      rankings: 3,
    })
    expect(await world.db.ranking.count({ where: { projectId } })).toBe(6)
    await decide({ kind: 'include' })
    expect(await counted()).toBe(6)
    await decide({ kind: 'exclude', untilAt: new Date('2020-01-01') })
    expect(await counted()).toBe(6)
  })

  test('a pause keeps tasks back and tells why, a resumption gives them again', async () => {
    const { projectId, people, decide } = await ranked()
    const [person] = people
    await decide({ kind: 'pause', text: 'Please read the guidelines again.' })
    expect(await nextTask(person, { projectId, holding: [] })).toEqual({ kind: 'none', reason: 'you_are_paused' })
    expect(await viewNotice(person, { projectId })).toMatchObject({
      state: 'paused',
      messages: [{ kind: 'pause', text: 'Please read the guidelines again.' }],
    })
    await decide({ kind: 'resume' })
    expect((await viewNotice(person, { projectId })).state).toBe('active')
    expect(await nextTask(person, { projectId, holding: [] })).toMatchObject({ kind: 'task' })
  })

  test('what is held when the pause comes may still be submitted', async () => {
    const { projectId, people, decide } = await ranked()
    const held = await lease(people[0], projectId)
    await decide({ kind: 'pause' })
    await expect(submit(people[0], held)).resolves.toBeDefined()
  })

  test('a weight is what a ranking counts on the leaderboard', async () => {
    const { projectId, decide } = await ranked()
    await decide({ kind: 'weigh', weight: 0 } as DecideInput)
    const board = await viewLeaderboard(world.owner, { projectId, isStyleControlled: false, intervals: 'tasks' })
    expect(board).toMatchObject({ isWeighted: true, rankings: 3 })
  })

  test('weights by reliability are written down for each', async () => {
    const { id: projectId } = await loadSampleProject(world.owner)
    const { annotators } = await weighByReliability(world.owner, { projectId })
    expect(annotators).toBe(5)
    const report = await viewAnnotators(world.owner, { projectId })
    for (const { weight, reliability } of report.annotators) {
      expect(weight).toBeCloseTo(Math.max(0, 2 * reliability!.low - 1), 2)
    }
    expect(await weighByReliability(world.owner, { projectId })).toEqual({ annotators: 0 })
  })

  test('all of them are listed, the newest first, with who decided', async () => {
    const { projectId, people, decide } = await ranked()
    await decide({ kind: 'message', text: 'Thank you' })
    await decide({ kind: 'pause', text: 'A break' })
    const decisions = await listDecisions(world.owner, { projectId, annotatorId: people[0].userId })
    expect(decisions).toMatchObject([{ kind: 'pause', decidedBy: 'Person 1' }, { kind: 'message' }])
    await expect(world.db.annotatorDecision.deleteMany()).rejects.toThrow()
  })

  test('nobody outside the project can be decided about', async () => {
    const { id: projectId } = await world.project()
    const stranger = await world.person()
    const input: DecideInput = { kind: 'pause', projectId, annotatorId: stranger.userId, text: '' }
    await expect(decideOnAnnotator(world.owner, input)).rejects.toMatchObject({ code: 'MEMBER_NOT_FOUND' })
  })
})

type Person = Scope & { userId: string }

async function twoAnnotators(projectId: string): Promise<[Person, Person]> {
  const person = () => world.person({ projectId, role: 'annotator' })
  return [await person(), await person()]
}

/** Prompts with four answers of two models, long enough to take some seconds to read. */
async function importAnswers(projectId: string, count: number): Promise<void> {
  const lines = Array.from({ length: count }, (_, at) => ({
    id: `a${at}`,
    prompt: `Question ${at}`,
    completions: [3, 1, 4, 2].map((truth, place) => {
      return { model: `model-${place % 2}`, text: `Answer ${truth}. ${'More of it. '.repeat(4 + ((truth * at) % 5))}` }
    }),
  }))
  const chunks = [Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n'))]
  await importFile(world.owner, { projectId, idempotencyKey: world.key(), filename: 'a.jsonl', chunks })
}

function truthOf(text: string): number {
  return Number(text.slice(7, 8))
}
