import type { LessonStage, MyOnboarding, Tiers } from '@plackett/contracts'
import {
  answerLesson,
  createLesson,
  nextTask,
  removeLesson,
  type Scope,
  saveOnboarding,
  viewMyOnboarding,
  viewOnboarding,
} from '@plackett/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

/** A project whose first tasks are lessons of these stages, right in the order of import, and that requires the quiz. */
async function aCourse(stages: LessonStage[], settings: { attempts?: number; passShare?: number } = {}) {
  const { id: projectId } = await world.project({ overlap: 1 })
  await world.prompts(projectId, stages.length + 1, 3)
  const tasks = await world.db.task.findMany({
    where: { projectId },
    orderBy: { id: 'asc' },
    include: { prompt: { include: { completions: { orderBy: { position: 'asc' } } } } },
  })
  const right = new Map<string, Tiers>()
  for (const [index, stage] of stages.entries()) {
    const { id: taskId, prompt } = tasks[index]!
    const tiers = prompt.completions.map(({ id }) => [id])
    const lesson = await createLesson(world.owner, { taskId, stage, tiers, explanation: `Because of ${index}.` })
    right.set(lesson.id, tiers)
  }
  const required = { isQuizRequired: true, passShare: 1, attempts: 2, ...settings }
  await saveOnboarding(world.owner, { projectId, settings: required })
  const ada = await world.person({ projectId, role: 'annotator' })
  return { projectId, ada, right, tasks }
}

const next = async (scope: Scope, projectId: string) => {
  const answer = await nextTask(scope, { projectId, holding: [] })
  return answer.kind === 'none' ? answer.reason : answer.assignment.taskId
}

/** Answers the lesson on offer, rightly or the other way round. */
async function answer(scope: Scope, { next, attempt }: MyOnboarding, right: Map<string, Tiers>, isRight = true) {
  const tiers = right.get(next!.id)!
  return answerLesson(scope, { lessonId: next!.id, attempt, tiers: isRight ? tiers : tiers.toReversed() })
}

describe('a newcomer', () => {
  test('learns from the tutorial, passes the quiz, and then ranks; the lessons are not among the tasks', async () => {
    const { projectId, ada, right, tasks } = await aCourse(['tutorial', 'quiz', 'quiz'])
    expect(await next(ada, projectId)).toBe('not_qualified')
    const mine = () => viewMyOnboarding(ada, { projectId })
    const first = await mine()
    expect(first).toMatchObject({
      tutorials: 1,
      quizzes: 2,
      hasPassed: false,
      next: { stage: 'tutorial', number: 1, of: 1 },
    })
    expect(JSON.stringify(first)).not.toContain('Because')
    const feedback = await answer(ada, first, right, false)
    expect(feedback.right).toEqual({ tiers: right.get(first.next!.id), explanation: 'Because of 0.', share: 0 })
    expect(await answer(ada, await mine(), right)).toEqual({ right: null, result: null })
    expect(await next(ada, projectId)).toBe('not_qualified')
    expect(await answer(ada, await mine(), right)).toEqual({ right: null, result: { share: 1, hasPassed: true } })
    expect(await mine()).toMatchObject({ hasPassed: true, next: null })
    expect(await next(ada, projectId)).toBe(tasks[3]!.id)
  })

  test('who fails may try again, in another order, as often as is allowed', async () => {
    const { projectId, ada, right } = await aCourse(['quiz'])
    const mine = () => viewMyOnboarding(ada, { projectId })
    expect((await answer(ada, await mine(), right, false)).result).toEqual({ share: 0, hasPassed: false })
    expect(await mine()).toMatchObject({ attempt: 2, lastResult: { hasPassed: false }, next: { stage: 'quiz' } })
    await answer(ada, await mine(), right, false)
    const end = await mine()
    expect(end).toMatchObject({ next: null, hasPassed: false })
    const lessonId = [...right.keys()][0]!
    await expect(answerLesson(ada, { lessonId, attempt: 3, tiers: right.get(lessonId)! })).rejects.toMatchObject({
      code: 'QUIZ_NOT_OPEN',
    })
    expect(await next(ada, projectId)).toBe('not_qualified')
    await saveOnboarding(world.owner, { projectId, settings: { isQuizRequired: true, passShare: 1, attempts: 3 } })
    expect((await answer(ada, await mine(), right)).result).toEqual({ share: 1, hasPassed: true })
  })

  test('whose answer is sent twice, or is changed afterwards, has the first one counted', async () => {
    const { projectId, ada, right } = await aCourse(['quiz', 'quiz'], { passShare: 0.5 })
    const first = await viewMyOnboarding(ada, { projectId })
    await answer(ada, first, right, false)
    await answer(ada, first, right, true)
    const second = await viewMyOnboarding(ada, { projectId })
    const results = await Promise.all([1, 2, 3].map(() => answer(ada, second, right)))
    expect(results.map(({ result }) => result)).toEqual(Array(3).fill({ share: 0.5, hasPassed: true }))
    expect(await world.db.quizResult.count({ where: { projectId } })).toBe(1)
  })

  test('is not asked to pass a quiz without lessons, nor is who reviews', async () => {
    const { projectId, ada, right } = await aCourse(['quiz'])
    const rosa = await world.person({ projectId, role: 'reviewer' })
    expect(await next(rosa, projectId)).not.toBe('not_qualified')
    expect(await next(ada, projectId)).toBe('not_qualified')
    await removeLesson(world.owner, { lessonId: [...right.keys()][0]! })
    expect(await next(ada, projectId)).not.toBe('not_qualified')
  })
})

describe('a lesson', () => {
  test('is of a task once, until it is removed', async () => {
    const { projectId, right, tasks } = await aCourse(['quiz'])
    const [lessonId, tiers] = [...right.entries()][0]!
    const again = { taskId: tasks[0]!.id, stage: 'tutorial' as const, tiers, explanation: '' }
    await expect(createLesson(world.owner, again)).rejects.toMatchObject({ code: 'LESSON_EXISTS' })
    await removeLesson(world.owner, { lessonId })
    await createLesson(world.owner, again)
    const { lessons } = await viewOnboarding(world.owner, { projectId })
    expect(lessons).toMatchObject([{ stage: 'tutorial', taskId: tasks[0]!.id, answers: 0 }])
  })

  test('needs an order of exactly the completions of its task', async () => {
    const { projectId, tasks } = await aCourse([])
    const tiers = [[tasks[0]!.prompt.completions[0]!.id]]
    await expect(
      createLesson(world.owner, { taskId: tasks[0]!.id, stage: 'quiz', tiers, explanation: '' }),
    ).rejects.toMatchObject({ code: 'RANKING_DOES_NOT_MATCH_TASK' })
    expect((await viewOnboarding(world.owner, { projectId })).lessons).toEqual([])
  })

  test('shows engineers how it is answered, and who passed', async () => {
    const { projectId, ada, right } = await aCourse(['quiz'])
    await answer(ada, await viewMyOnboarding(ada, { projectId }), right, false)
    const { lessons, results } = await viewOnboarding(world.owner, { projectId })
    expect(lessons).toMatchObject([{ answers: 1, meanShare: 0 }])
    expect(results).toMatchObject([{ attempt: 1, share: 0, hasPassed: false }])
  })
})
