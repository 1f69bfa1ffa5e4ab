import { type CompletionLabels, labelSettings, type WriteDemonstrationInput } from '@plackett/contracts'
import {
  exportDemonstrations,
  listDemonstrations,
  nextPrompt,
  reviewDemonstration,
  reviseDemonstration,
  reviseRanking,
  type Scope,
  writeDemonstration,
} from '@plackett/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { collect } from '../support/collect.ts'
import { idsOf, lease, submit } from '../support/rank.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

async function aProject(asked = { allowDemonstrations: true, allowEdits: true }) {
  const { id: projectId } = await world.project({ overlap: 1, labelSettings: labelSettings.parse(asked) })
  await world.prompts(projectId, 3, 2)
  const ada = await world.person({ projectId, role: 'annotator' })
  const rosa = await world.person({ projectId, role: 'reviewer' })
  return { projectId, ada, rosa }
}

const own = { kind: 'own_prompt', prompt: 'Why is the sky blue?' } as const

function write(scope: Scope, projectId: string, over: Partial<WriteDemonstrationInput> = {}) {
  const input = { about: own, text: 'Light scatters.', idempotencyKey: world.key(), activeMs: 5_000, ...over }
  return writeDemonstration(scope, { projectId, ...input })
}

const all = (projectId: string) => ({ projectId, mine: false, limit: 50 })

describe('a demonstration', () => {
  test('is written for a prompt that has none, and then that prompt is not asked for again', async () => {
    const { projectId, ada } = await aProject()
    const seen = new Set<string>()
    for (let wanted = await nextPrompt(ada, { projectId, skipped: [] }); wanted; ) {
      const { promptId } = wanted
      seen.add(promptId)
      const written = await write(ada, projectId, { about: { kind: 'prompt', promptId } })
      expect(written).toMatchObject({ promptId, prompt: wanted.prompt, status: 'pending', revision: 1, corrects: null })
      wanted = await nextPrompt(ada, { projectId, skipped: [] })
    }
    expect(seen.size).toBe(3)
  })

  test('of a prompt that was skipped waits for another time', async () => {
    const { projectId, ada } = await aProject()
    const first = await nextPrompt(ada, { projectId, skipped: [] })
    const second = await nextPrompt(ada, { projectId, skipped: [first!.promptId] })
    expect(second!.promptId).not.toBe(first!.promptId)
  })

  test('is stored once however often it is sent, and another text under its key is refused', async () => {
    const { projectId, ada } = await aProject()
    const idempotencyKey = world.key()
    const sent = await Promise.all([1, 2, 3].map(() => write(ada, projectId, { idempotencyKey })))
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1)
    await expect(write(ada, projectId, { idempotencyKey, text: 'Other.' })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    })
    const prompts = await world.db.prompt.count({ where: { projectId } })
    expect(prompts).toBe(4)
  })

  test('is refused where the project asks for none, and for a prompt of another project', async () => {
    const { projectId, ada } = await aProject({ allowDemonstrations: false, allowEdits: false })
    await expect(write(ada, projectId)).rejects.toMatchObject({ code: 'DEMONSTRATIONS_NOT_ALLOWED' })
    await expect(nextPrompt(ada, { projectId, skipped: [] })).rejects.toMatchObject({
      code: 'DEMONSTRATIONS_NOT_ALLOWED',
    })
    const other = await aProject()
    const { promptId } = (await nextPrompt(other.ada, { projectId: other.projectId, skipped: [] }))!
    const third = await aProject()
    await expect(write(third.ada, third.projectId, { about: { kind: 'prompt', promptId } })).rejects.toMatchObject({
      code: 'PROMPT_NOT_FOUND',
    })
  })

  test('is returned with a comment, revised by its author, approved, and then exported', async () => {
    const { projectId, ada, rosa } = await aProject()
    const first = await write(ada, projectId)
    const returned = await reviewDemonstration(rosa, {
      demonstrationId: first.id,
      decision: 'returned',
      comment: 'Say why.',
    })
    expect(returned).toMatchObject({ status: 'returned', review: { comment: 'Say why.' } })
    const [mine] = (await listDemonstrations(ada, { ...all(projectId), status: 'returned' })).items
    expect(mine).toMatchObject({ id: first.id, isMine: true })
    const revision = { text: 'Light scatters: the blue part most.', idempotencyKey: world.key(), activeMs: 1 }
    const second = await reviseDemonstration(ada, { demonstrationId: first.id, ...revision })
    expect(second).toMatchObject({ revision: 2, status: 'pending', review: null })
    await expect(reviewDemonstration(rosa, { demonstrationId: first.id, decision: 'approved' })).rejects.toMatchObject({
      code: 'DEMONSTRATION_CHANGED',
    })
    const exported = async () => collect((await exportDemonstrations(world.owner, { projectId })).open())
    expect(await exported()).toEqual([])
    await reviewDemonstration(rosa, { demonstrationId: second.id, decision: 'approved' })
    await expect(
      reviseDemonstration(ada, { demonstrationId: second.id, ...revision, idempotencyKey: world.key() }),
    ).rejects.toMatchObject({ code: 'DEMONSTRATION_CHANGED' })
    expect((await exported()).map((line) => JSON.parse(String(line)))).toEqual([
      {
        prompt: [{ role: 'user', content: own.prompt }],
        completion: [{ role: 'assistant', content: revision.text }],
        id: second.id,
        corrected_from: '',
      },
    ])
    expect(await world.db.demonstration.count({ where: { projectId } })).toBe(2)
  })

  test('a review and a revision at the same moment: whichever comes second knows of the first', async () => {
    const { projectId, ada, rosa } = await aProject()
    for (let round = 0; round < 5; round += 1) {
      const { id: demonstrationId } = await write(ada, projectId)
      const revision = { demonstrationId, text: 'New.', idempotencyKey: world.key(), activeMs: 1 }
      const [review, revised] = await Promise.allSettled([
        reviewDemonstration(rosa, { demonstrationId, decision: 'approved' }),
        reviseDemonstration(ada, revision),
      ])
      expect([review.status, revised.status].sort()).toEqual(['fulfilled', 'rejected'])
    }
  })

  test('is seen by its author and by reviewers, and by no other annotator', async () => {
    const { projectId, ada, rosa } = await aProject()
    const { id: demonstrationId } = await write(ada, projectId)
    const bo = await world.person({ projectId, role: 'annotator' })
    expect((await listDemonstrations(bo, all(projectId))).items).toEqual([])
    expect((await listDemonstrations(rosa, all(projectId))).items).toHaveLength(1)
    const revision = { demonstrationId, text: 'Mine.', idempotencyKey: world.key(), activeMs: 1 }
    await expect(reviseDemonstration(bo, revision)).rejects.toMatchObject({ code: 'DEMONSTRATION_NOT_FOUND' })
    await expect(reviewDemonstration(bo, { demonstrationId, decision: 'approved' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
  })

  test.each(['update "Demonstration" set "text" = \'x\'', 'delete from "DemonstrationReview"'])(
    'the database itself refuses: %s',
    async (statement) => {
      const { projectId, ada, rosa } = await aProject()
      const { id } = await write(ada, projectId)
      await reviewDemonstration(rosa, { demonstrationId: id, decision: 'approved' })
      await expect(world.db.$executeRawUnsafe(statement)).rejects.toThrow(/append-only/)
    },
  )
})

describe('a corrected completion', () => {
  const corrected = (completionId: string, editedText: string): CompletionLabels => {
    return { completionId, ratings: {}, flags: [], spans: [], editedText }
  }

  test('is a demonstration that waits for review, once however often the answer is sent', async () => {
    const { projectId, ada } = await aProject()
    const assignment = await lease(ada, projectId)
    const [a] = idsOf(assignment) as [string]
    await Promise.all([1, 2].map(() => submit(ada, assignment, { labels: [corrected(a, 'A better answer')] })))
    const { items } = await listDemonstrations(ada, all(projectId))
    const original = assignment.completions.find(({ id }) => id === a)!.text
    expect(items).toMatchObject([
      { text: 'A better answer', status: 'pending', corrects: { completionId: a, text: original } },
    ])
  })

  test('is revised with the answer; the same correction again is no new one', async () => {
    const { projectId, ada } = await aProject()
    const assignment = await lease(ada, projectId)
    const [a] = idsOf(assignment) as [string]
    const ranking = await submit(ada, assignment, { labels: [corrected(a, 'One')] })
    const again = (text: string) =>
      reviseRanking(ada, {
        rankingId: ranking.id,
        idempotencyKey: world.key(),
        activeMs: 1,
        tiers: idsOf(assignment).map((id) => [id]),
        labels: [corrected(a, text)],
      })
    await again('One')
    expect((await listDemonstrations(ada, all(projectId))).items).toMatchObject([{ text: 'One', revision: 1 }])
    await again('Two')
    expect((await listDemonstrations(ada, all(projectId))).items).toMatchObject([{ text: 'Two', revision: 2 }])
  })
})
