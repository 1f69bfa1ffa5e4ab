import { freezeDatasetVersionInput, type Tiers } from '@plackett/contracts'
import {
  addComment,
  adjudicate,
  decideTask,
  freezeDatasetVersion,
  listMentions,
  listMyRankings,
  listReview,
  nextTask,
  returnRanking,
  reviseRanking,
  type Scope,
  saveDraft,
  seeMentions,
  skipTask,
  submitRanking,
  updateProject,
  viewMyWork,
  viewReview,
  viewThread,
} from '@plackett/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { idsOf, lease, submit } from '../support/rank.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

type Person = Scope & { userId: string }

async function aProject(tasks: number, overlap = 2) {
  const { id: projectId } = await world.project({ overlap })
  await world.prompts(projectId, tasks)
  const person = (role: 'annotator' | 'reviewer') => world.person({ projectId, role })
  const [ada, bo, reviewer] = [await person('annotator'), await person('annotator'), await person('reviewer')]
  return { projectId, ada, bo, reviewer }
}

/** Ranks the next task by text, as written or turned round. */
async function rank(person: Person, projectId: string, isReversed = false) {
  const assignment = await lease(person, projectId)
  const texts = assignment.completions.toSorted((a, b) => (a.text < b.text ? -1 : 1)).map(({ id }) => id)
  return submit(person, assignment, { tiers: (isReversed ? texts.toReversed() : texts).map((id) => [id]) })
}

function freeze(projectId: string) {
  const wish = { projectId, idempotencyKey: world.key(), trainShare: 1 }
  return freezeDatasetVersion(world.owner, freezeDatasetVersionInput.parse(wish))
}

test('what people differ on comes first, by how far; what they agree on does not come', async () => {
  const { projectId, ada, bo, reviewer } = await aProject(3)
  const isReversed = [false, true, false]
  const taskIds: string[] = []
  for (const reversed of isReversed) {
    const { taskId } = await rank(ada, projectId)
    await rank(bo, projectId, reversed)
    taskIds.push(taskId)
  }
  const { taskId, ranks } = (await listMyRankings(bo, { projectId, limit: 1 })).items[0]!
  const [first, second, third] = Object.keys(ranks).toSorted((a, b) => ranks[a]! - ranks[b]!) as [
    string,
    string,
    string,
  ]
  const { id: rankingId } = (await listMyRankings(bo, { projectId, limit: 1 })).items[0]!
  await reviseRanking(bo, { rankingId, idempotencyKey: world.key(), activeMs: 1, tiers: [[first, second], [third]] })
  const { items } = await listReview(reviewer, { projectId, queue: 'disagreeing', limit: 10 })
  expect(items.map(({ id, disagreement }) => [id, disagreement])).toEqual([
    [taskIds[1], 1],
    [taskId, 0.5 / 3],
  ])
  const page = await listReview(reviewer, { projectId, queue: 'disagreeing', limit: 1 })
  const rest = await listReview(reviewer, { projectId, queue: 'disagreeing', limit: 1, cursor: page.nextCursor! })
  expect([...page.items, ...rest.items]).toEqual(items)
  await expect(listReview(ada, { projectId, queue: 'disagreeing', limit: 1 })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
})

test('a reviewer ranks a task beside its answers, once, blind, and independently; everything stays', async () => {
  const { projectId, ada, bo, reviewer } = await aProject(1)
  const { taskId } = await rank(ada, projectId)
  await rank(bo, projectId, true)
  const before = await viewReview(reviewer, { taskId })
  expect(JSON.stringify(before)).not.toContain('model-')
  expect(before.answers.map(({ annotator }) => annotator.userId)).toEqual([ada.userId, bo.userId])
  const input = {
    taskId,
    idempotencyKey: world.key(),
    activeMs: 1,
    tiers: before.completions.map(({ id }) => [id]) as Tiers,
  }
  const [one, again] = await Promise.all([adjudicate(reviewer, input), adjudicate(reviewer, input)])
  expect(one.id).toBe(again.id)
  const other = await world.person({ projectId, role: 'reviewer' })
  const inputOfOther = { ...input, idempotencyKey: world.key() }
  await expect(adjudicate(other, inputOfOther)).rejects.toMatchObject({ code: 'TASK_ALREADY_ADJUDICATED' })
  const after = await viewReview(reviewer, { taskId })
  expect(after.answers.filter(({ isAdjudication }) => !isAdjudication)).toEqual(before.answers)
  expect(after).toMatchObject({ isAdjudicated: true, rankings: 2, settledAt: expect.any(Date) })
  expect((await listReview(reviewer, { projectId, queue: 'disagreeing', limit: 10 })).items).toEqual([])
  expect((await listReview(reviewer, { projectId, queue: 'settled', limit: 10 })).items).toHaveLength(1)
  await reviseRanking(reviewer, { rankingId: one.id, idempotencyKey: world.key(), activeMs: 1, tiers: input.tiers })
  expect(await viewReview(reviewer, { taskId })).toMatchObject({ settledAt: expect.any(Date) })
})

test('who took a task as an annotator cannot decide it as a reviewer', async () => {
  const { projectId, reviewer } = await aProject(1)
  const { taskId, ranks } = await rank(reviewer, projectId)
  const tiers = Object.keys(ranks).map((id) => [id])
  await expect(adjudicate(reviewer, { taskId, idempotencyKey: world.key(), activeMs: 1, tiers })).rejects.toMatchObject(
    { code: 'ADJUDICATOR_NOT_INDEPENDENT' },
  )
})

test('a frozen ranking stays as it is until a reviewer gives it back, and is then revised once more', async () => {
  const { projectId, ada, reviewer } = await aProject(1)
  const ranking = await rank(ada, projectId)
  const revise = (rankingId: string) => {
    const tiers = Object.keys(ranking.ranks).map((id) => [id])
    return reviseRanking(ada, { rankingId, idempotencyKey: world.key(), activeMs: 1, tiers })
  }
  const second = await revise(ranking.id)
  await freeze(projectId)
  await expect(revise(second.id)).rejects.toMatchObject({ code: 'RANKING_FROZEN' })
  expect((await listMyRankings(ada, { projectId, limit: 1 })).items[0]).toMatchObject({
    isFrozen: true,
    returned: null,
  })
  await returnRanking(reviewer, { rankingId: second.id, comment: 'The second one is wrong on the year.' })
  expect(await viewMyWork(ada, { projectId })).toMatchObject({ returned: 1 })
  const [mine] = (await listMyRankings(ada, { projectId, onlyReturned: true, limit: 5 })).items
  expect(mine).toMatchObject({ isFrozen: false, returned: { comment: 'The second one is wrong on the year.' } })
  const third = await revise(second.id)
  expect(third.revision).toBe(3)
  expect(await viewMyWork(ada, { projectId })).toMatchObject({ returned: 0 })
  const { answers } = await viewReview(reviewer, { taskId: ranking.taskId })
  expect(answers[0]).toMatchObject({ revision: 3, returned: { isAnswered: true } })
  expect(await world.db.ranking.count({ where: { projectId } })).toBe(3)
})

test('a task in review is handed out again, settled or withdrawn by a reviewer’s word, and each word stays', async () => {
  const { projectId, ada, bo, reviewer } = await aProject(1)
  await updateProject(world.owner, { projectId, skipsBeforeReview: 1 })
  const { id, taskId } = await lease(ada, projectId)
  await skipTask(ada, { assignmentId: id, reason: 'unclear', note: 'Which Paris?' })
  const { items } = await listReview(reviewer, { projectId, queue: 'skipped', limit: 5 })
  expect(items).toMatchObject([{ id: taskId, skips: 1 }])
  expect(await nextTask(bo, { projectId, holding: [] })).toMatchObject({ reason: 'all_paused' })
  await decideTask(reviewer, { taskId, kind: 'reopen', note: 'The one in France.' })
  await rank(bo, projectId)
  await decideTask(reviewer, { taskId, kind: 'withdraw' })
  const review = await viewReview(reviewer, { taskId })
  expect(review).toMatchObject({ status: 'withdrawn', skipped: [{ note: 'Which Paris?' }] })
  expect(review.decisions.map(({ kind }) => kind)).toEqual(['reopen', 'withdraw'])
  await expect(freeze(projectId)).rejects.toMatchObject({ code: 'DATASET_EMPTY' })
})

test('a thread is open to reviewers and to who has answered; a mention is found by whom it names', async () => {
  const { projectId, ada, bo, reviewer } = await aProject(1)
  const { taskId } = await rank(ada, projectId)
  await expect(viewThread(bo, { taskId })).rejects.toMatchObject({ code: 'TASK_NOT_FOUND' })
  await expect(addComment(ada, { taskId, text: 'Look', mentions: [bo.userId] })).rejects.toMatchObject({
    code: 'MENTION_UNKNOWN',
  })
  await addComment(reviewer, { taskId, text: 'Why is the first one best?', mentions: [ada.userId] })
  expect(await viewMyWork(ada, { projectId })).toMatchObject({ mentions: 1 })
  expect(await listMentions(ada, { projectId })).toMatchObject([
    { taskId, isNew: true, text: 'Why is the first one best?' },
  ])
  await seeMentions(ada, { projectId })
  expect(await listMentions(ada, { projectId })).toMatchObject([{ isNew: false }])
  await addComment(ada, { taskId, text: 'It names its source.', mentions: [reviewer.userId] })
  const { comments } = await viewThread(reviewer, { taskId })
  expect(comments.map(({ author }) => author.userId)).toEqual([reviewer.userId, ada.userId])
})

test.each(['Return', 'TaskDecision', 'Comment'])(
  'the database itself refuses to change or remove a row of "%s"',
  async (table) => {
    const { projectId, ada, reviewer } = await aProject(1)
    const { id: rankingId, taskId } = await rank(ada, projectId)
    await returnRanking(reviewer, { rankingId, comment: 'Look again.' })
    await decideTask(reviewer, { taskId, kind: 'settle' })
    await addComment(reviewer, { taskId, text: 'A word.', mentions: [] })
    await expect(world.db.$executeRawUnsafe(`delete from "${table}"`)).rejects.toThrow(/append-only/)
    await expect(world.db.$executeRawUnsafe(`update "${table}" set "createdAt" = now()`)).rejects.toThrow(/append-only/)
  },
)

test('a draft goes on in another browser, the later of two tabs stays, and an answer ends it', async () => {
  const { projectId, ada, bo } = await aProject(1)
  const assignment = await lease(ada, projectId)
  const [first, second] = idsOf(assignment) as [string, string]
  const draft = (tiers: Tiers, second: number) => ({ tiers, activeMs: 5, madeAt: second * 1_000 })
  await saveDraft(ada, { assignmentId: assignment.id, draft: draft([[second]], 2) })
  await saveDraft(ada, { assignmentId: assignment.id, draft: draft([[first]], 1) })
  expect(await lease(ada, projectId)).toMatchObject({ id: assignment.id, draft: { tiers: [[second]], activeMs: 5 } })
  await saveDraft(bo, { assignmentId: assignment.id, draft: draft([[first]], 9) })
  await submit(ada, assignment)
  await saveDraft(ada, { assignmentId: assignment.id, draft: draft([[first]], 10) })
  expect(await world.db.draft.count({ where: { assignmentId: assignment.id } })).toBe(0)
})

test('what happened while an answer was made is kept with it', async () => {
  const { projectId, ada } = await aProject(1)
  const assignment = await lease(ada, projectId)
  const events = [
    [0, 'shown'],
    [900, 'moved', '2'],
    [1_500, 'moved', '2 1=3'],
    [2_000, 'submitted'],
  ] as never
  const ranking = await submitRanking(ada, {
    kind: 'ranking',
    assignmentId: assignment.id,
    idempotencyKey: world.key(),
    activeMs: 2_000,
    tiers: idsOf(assignment).map((id) => [id]),
    events,
  })
  expect(await world.db.ranking.findUniqueOrThrow({ where: { id: ranking.id } })).toMatchObject({ events })
})

test('one’s own work: how much, how far peers agree, and whether place or length sways', async () => {
  const { projectId, ada, bo } = await aProject(4)
  for (let count = 0; count < 4; count += 1) {
    await rank(ada, projectId)
    await rank(bo, projectId, count === 3)
  }
  const work = await viewMyWork(ada, { projectId })
  expect(work).toMatchObject({ rankings: 4, today: 4, streakDays: 1, medianSeconds: 1, skips: 0, notRankable: 0 })
  expect(work.peers).toMatchObject({ tasks: 4, agreement: { value: 0.75, n: 12 } })
  expect(work.position).toMatchObject([{ completions: 3, rankings: 4 }])
  expect(work.earlier!.preferred.n).toBe(12)
  const search = await listMyRankings(ada, { projectId, search: 'Question P2', limit: 10 })
  expect(search.items).toHaveLength(1)
})
