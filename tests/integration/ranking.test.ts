import { labelSettings } from '@plackett/contracts'
import { listMyRankings, reviseRanking, submitRanking, updateProject } from '@plackett/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { idsOf, lease, submit } from '../support/rank.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

async function aLease(overlap = 1, completions = 4) {
  const { id: projectId } = await world.project({ overlap })
  await world.prompts(projectId, 2, completions)
  const ada = await world.person({ projectId, role: 'annotator' })
  return { projectId, ada, assignment: await lease(ada, projectId) }
}

test('a ranking makes its comparisons, closes the assignment and completes the task', async () => {
  const { ada, assignment } = await aLease()
  const [a, b, c, d] = idsOf(assignment) as [string, string, string, string]
  const ranking = await submit(ada, assignment, { tiers: [[a], [b, c], [d]] })
  expect(ranking).toMatchObject({ revision: 1, ranks: { [a]: 1, [b]: 2, [c]: 2, [d]: 4 }, comparisons: 6 })
  const comparisons = await world.db.comparison.findMany({ where: { rankingId: ranking.id } })
  const strict = comparisons.filter(({ kind }) => kind === 'strict')
  expect(strict.map(({ betterId, worseId, strength }) => [betterId, worseId, strength]).sort()).toEqual(
    [
      [a, b, 1],
      [a, c, 1],
      [a, d, 2],
      [b, d, 1],
      [c, d, 1],
    ].sort(),
  )
  expect(strict.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1)
  expect(comparisons.find(({ kind }) => kind === 'tie')).toMatchObject({ strength: 0, weight: 0 })
  const task = await world.db.task.findUniqueOrThrow({ where: { id: assignment.taskId } })
  expect(task).toMatchObject({ status: 'completed', missing: 0 })
})

test('the same submission again, one after the other or at once, gives the first result', async () => {
  const { ada, assignment } = await aLease()
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => submit(ada, assignment)))
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
  expect((await submit(ada, assignment)).id).toBe(answers[0]!.id)
  expect(await world.db.ranking.count({ where: { assignmentId: assignment.id } })).toBe(1)
})

test('two different answers at once: one counts, the other is told', async () => {
  const { ada, assignment } = await aLease()
  const ids = idsOf(assignment)
  const results = await Promise.allSettled([
    submit(ada, assignment, { key: 'key-one-1' }),
    submit(ada, assignment, { key: 'key-two-2', tiers: [ids] }),
  ])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const refused = results.find((result) => result.status === 'rejected')
  expect(refused).toMatchObject({ reason: { code: 'ASSIGNMENT_ALREADY_SUBMITTED' } })
})

test('a key that was used for another answer is refused', async () => {
  const { projectId, ada, assignment } = await aLease()
  await submit(ada, assignment, { key: 'key-used-1' })
  const ids = idsOf(assignment)
  await expect(submit(ada, assignment, { key: 'key-used-1', tiers: [ids] })).rejects.toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
  })
  const other = await lease(ada, projectId)
  await expect(submit(ada, other, { key: 'key-used-1' })).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' })
})

test('exactly the completions shown must be placed', async () => {
  const { projectId, ada, assignment } = await aLease()
  const other = await lease(ada, projectId, [assignment.id])
  const [a, b, c, d] = idsOf(assignment) as [string, string, string, string]
  const wrong = [
    [[a], [b], [c]],
    [[a], [b], [c], [d], [idsOf(other)[0]!]],
    [[a], [b], [c], [idsOf(other)[0]!]],
  ]
  for (const tiers of wrong) {
    await expect(submit(ada, assignment, { tiers })).rejects.toMatchObject({ code: 'RANKING_DOES_NOT_MATCH_TASK' })
  }
  expect(await world.db.ranking.count({ where: { projectId } })).toBe(0)
})

test('ties and "not rankable" only where the project allows them', async () => {
  const { projectId, ada, assignment } = await aLease()
  const notRankable = {
    kind: 'not_rankable' as const,
    assignmentId: assignment.id,
    idempotencyKey: world.key(),
    activeMs: 1,
    reason: 'Not my language',
  }
  await updateProject(world.owner, {
    projectId,
    labelSettings: labelSettings.parse({ allowTies: false, allowNotRankable: false }),
  })
  await expect(submit(ada, assignment, { tiers: [idsOf(assignment)] })).rejects.toMatchObject({
    code: 'TIES_NOT_ALLOWED',
  })
  await expect(submitRanking(ada, notRankable)).rejects.toMatchObject({ code: 'NOT_RANKABLE_NOT_ALLOWED' })
  await updateProject(world.owner, {
    projectId,
    labelSettings: labelSettings.parse({ allowTies: true, allowNotRankable: true }),
  })
  expect(await submitRanking(ada, notRankable)).toMatchObject({
    notRankable: 'Not my language',
    ranks: {},
    comparisons: 0,
  })
})

test('an answer after the end of the lease counts while nobody else has the task', async () => {
  const { ada, assignment } = await aLease()
  await world.db.assignment.update({ where: { id: assignment.id }, data: { leasedUntil: new Date(0) } })
  expect(await submit(ada, assignment)).toMatchObject({ revision: 1 })
})

test('an assignment of somebody else cannot be answered', async () => {
  const { projectId, assignment } = await aLease()
  const bo = await world.person({ projectId, role: 'annotator' })
  await expect(submit(bo, assignment)).rejects.toMatchObject({ code: 'ASSIGNMENT_EXPIRED' })
  const outsider = await world.person()
  await expect(submit(outsider, assignment)).rejects.toMatchObject({ code: 'ASSIGNMENT_NOT_FOUND' })
})

test('a revision is added, the current one is what counts, and only its author may add it', async () => {
  const { projectId, ada, assignment } = await aLease()
  const ranking = await submit(ada, assignment)
  const revise = (key: string) => ({
    rankingId: ranking.id,
    idempotencyKey: key,
    activeMs: 1,
    tiers: [idsOf(assignment)],
  })
  const revisions = await Promise.all(
    ['rev-key-1', 'rev-key-2', 'rev-key-1'].map((key) => reviseRanking(ada, revise(key))),
  )
  expect(new Set(revisions.map(({ id }) => id)).size).toBe(2)
  const mine = await listMyRankings(ada, { projectId, limit: 10 })
  expect(mine.items.map(({ revision }) => revision)).toEqual([3])
  expect(await world.db.ranking.count({ where: { assignmentId: assignment.id } })).toBe(3)
  const bo = await world.person({ projectId, role: 'engineer' })
  await expect(reviseRanking(bo, revise('rev-key-9'))).rejects.toMatchObject({ code: 'RANKING_NOT_FOUND' })
})

test.each([
  `update "Ranking" set "comment" = 'changed'`,
  `delete from "Ranking"`,
  `truncate "Ranking" cascade`,
  `update "RankedCompletion" set "rank" = 1`,
  `delete from "RankedCompletion"`,
  `update "Comparison" set "strength" = 9`,
  `delete from "Comparison"`,
])('the database itself refuses: %s', async (statement) => {
  const { ada, assignment } = await aLease()
  await submit(ada, assignment)
  await expect(world.db.$executeRawUnsafe(statement)).rejects.toThrow(/append-only/)
})

test('an order taken over as it was shown is recorded as such, and believed only if it is that order', async () => {
  const { ada, assignment } = await aLease()
  const shown = idsOf(assignment).map((id) => [id])
  const input = { kind: 'ranking' as const, assignmentId: assignment.id, activeMs: 1, asShown: true }
  await expect(
    submitRanking(ada, { ...input, idempotencyKey: world.key(), tiers: shown.toReversed() }),
  ).rejects.toMatchObject({ code: 'RANKING_DOES_NOT_MATCH_TASK' })
  const first = await submitRanking(ada, { ...input, idempotencyKey: world.key(), tiers: shown })
  const second = await reviseRanking(ada, {
    rankingId: first.id,
    idempotencyKey: world.key(),
    activeMs: 1,
    tiers: shown,
  })
  const rows = await world.db.ranking.findMany({
    where: { id: { in: [first.id, second.id] } },
    orderBy: { revision: 'asc' },
  })
  expect(rows.map(({ asShown }) => asShown)).toEqual([true, false])
})
