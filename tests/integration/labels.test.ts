import {
  type CompletionLabels,
  freezeDatasetVersionInput,
  type LabelSettings,
  labelPresets,
  labelSettings,
} from '@plackett/contracts'
import { freezeDatasetVersion, listMyRankings, reviseRanking, updateProject, viewTask } from '@plackett/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { idsOf, lease, submit } from '../support/rank.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

/** A task of a project that asks for this, leased to Ada. */
async function aTask(asked: Partial<LabelSettings>, completions = 3) {
  const { id: projectId } = await world.project({ overlap: 1, labelSettings: labelSettings.parse(asked) })
  await world.prompts(projectId, 2, completions)
  const ada = await world.person({ projectId, role: 'annotator' })
  const assignment = await lease(ada, projectId)
  return { projectId, ada, assignment, ids: idsOf(assignment) }
}

const said = (completionId: string, over: Partial<CompletionLabels> = {}): CompletionLabels => {
  return { completionId, ratings: {}, flags: [], spans: [], ...over }
}

const refused = (problem: string) => ({
  code: 'LABELS_INVALID',
  details: { problem: expect.stringContaining(problem) },
})

describe('an answer', () => {
  const asked = {
    ratings: [{ key: 'overall', label: 'Overall', max: 7, required: true, low: '', high: '' }],
    flags: [{ key: 'harmful', label: 'Harmful' }],
    spans: [{ key: 'wrong', label: 'Wrong' }],
    critique: 'optional',
    allowEdits: true,
    allowAllBad: true,
  } as const satisfies Partial<LabelSettings>

  test('keeps everything that was asked for, and shows it to its author and to engineers', async () => {
    const { projectId, ada, assignment, ids } = await aTask({ ...asked })
    const first = said(ids[0]!, {
      ratings: { overall: 7 },
      flags: ['harmful'],
      critique: 'Too long.',
      spans: [{ start: 0, end: 6, label: 'wrong', note: 'No.' }],
      editedText: 'A better answer',
    })
    const labels = [first, ...ids.slice(1).map((id) => said(id, { ratings: { overall: 1 } }))]
    const ranking = await submit(ada, assignment, { allBad: true, comment: 'All of them miss it.', labels })
    const byId = (all: CompletionLabels[]) => Object.fromEntries(all.map((one) => [one.completionId, one]))
    expect(ranking).toMatchObject({ allBad: true, comment: 'All of them miss it.', guidelinesVersion: 1 })
    expect(byId(ranking.labels)).toEqual(byId(labels))
    const mine = await listMyRankings(ada, { projectId, limit: 10 })
    expect(mine.items[0]!.labels).toEqual(ranking.labels)
    const task = await viewTask(world.owner, { taskId: assignment.taskId })
    expect(task.rankings[0]).toMatchObject({ allBad: true, labels: ranking.labels })
  })

  test.each<[string, (id: string) => CompletionLabels]>([
    ['the rating "Overall" of completion 1 is missing', (id) => said(id)],
    ['is more than 7', (id) => said(id, { ratings: { overall: 8 } })],
    ['"speed"', (id) => said(id, { ratings: { overall: 1, speed: 1 } })],
    ['"rude"', (id) => said(id, { ratings: { overall: 1 }, flags: ['rude'] })],
    ['"fine"', (id) => said(id, { ratings: { overall: 1 }, spans: [{ start: 0, end: 1, label: 'fine' }] })],
    [
      'ends after its text',
      (id) => said(id, { ratings: { overall: 1 }, spans: [{ start: 0, end: 99, label: 'wrong' }] }),
    ],
    ['is empty', (id) => said(id, { ratings: { overall: 1 }, editedText: '  ' })],
  ])('is refused as a whole where %s', async (problem, labelsOf) => {
    const { ada, assignment, ids } = await aTask({ ...asked })
    const labels = [labelsOf(ids[0]!), ...ids.slice(1).map((id) => said(id, { ratings: { overall: 1 } }))]
    await expect(submit(ada, assignment, { labels })).rejects.toMatchObject(refused(problem))
    expect(await world.db.ranking.count({ where: { assignmentId: assignment.id } })).toBe(0)
    expect(await world.db.assignment.count({ where: { id: assignment.id, submittedAt: null } })).toBe(1)
  })

  test('that says what nobody asked for is refused', async () => {
    const { ada, assignment, ids } = await aTask({})
    const wrong = [
      { labels: [said(ids[0]!, { ratings: { overall: 1 } })] },
      { labels: [said(ids[0]!, { critique: 'Too long.' })] },
      { labels: [said(ids[0]!, { editedText: 'Other' })] },
      { allBad: true },
      { strength: 1 },
    ]
    for (const answer of wrong) await expect(submit(ada, assignment, answer)).rejects.toMatchObject(refused(''))
    const stranger = said(world.key())
    await expect(submit(ada, assignment, { labels: [stranger] })).rejects.toMatchObject(refused('were not shown'))
    await expect(submit(ada, assignment)).resolves.toMatchObject({ labels: [] })
  })

  test('needs the reason and the critiques that are required', async () => {
    const { ada, assignment, ids } = await aTask({ reason: 'required', critique: 'required' })
    const labels = ids.map((id) => said(id, { critique: 'Fine.' }))
    await expect(submit(ada, assignment, { labels })).rejects.toMatchObject(refused('a reason is missing'))
    const partly = { comment: 'Clear.', labels: labels.slice(1) }
    await expect(submit(ada, assignment, partly)).rejects.toMatchObject(
      refused('a critique of completion 1 is missing'),
    )
    await expect(submit(ada, assignment, { comment: 'Clear.', labels })).resolves.toMatchObject({ comment: 'Clear.' })
  })

  test('with other labels under the same key is refused', async () => {
    const { ada, assignment, ids } = await aTask({ ...asked, ratings: [] })
    const labels = [said(ids[0]!, { flags: ['harmful'] })]
    const first = await submit(ada, assignment, { labels })
    expect((await submit(ada, assignment, { labels })).id).toBe(first.id)
    await expect(submit(ada, assignment)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' })
  })

  test('is revised as a whole', async () => {
    const { ada, assignment, ids } = await aTask({ ...asked, ratings: [] })
    const ranking = await submit(ada, assignment, { labels: [said(ids[0]!, { flags: ['harmful'] })] })
    const revision = { rankingId: ranking.id, idempotencyKey: world.key(), activeMs: 1, tiers: [ids] }
    const revised = await reviseRanking(ada, { ...revision, labels: [said(ids[1]!, { critique: 'Better.' })] })
    expect(revised).toMatchObject({ revision: 2, labels: [{ completionId: ids[1], critique: 'Better.' }] })
    await expect(reviseRanking(ada, { ...revision, idempotencyKey: world.key(), strength: 1 })).rejects.toMatchObject(
      refused('a strength is not asked for'),
    )
  })
})

describe('the strength of a preference', () => {
  test('is asked of two where one is better, and is the strength of the comparison', async () => {
    const { ada, assignment, ids } = await aTask(labelPresets.llama_2, 2)
    const [a, b] = ids as [string, string]
    await expect(submit(ada, assignment)).rejects.toMatchObject(refused('the strength of the preference is missing'))
    await expect(submit(ada, assignment, { strength: 5 })).rejects.toMatchObject(refused('there are 4 strengths'))
    const ranking = await submit(ada, assignment, { tiers: [[b], [a]], strength: 4 })
    const comparison = await world.db.comparison.findFirstOrThrow({ where: { rankingId: ranking.id } })
    expect(comparison).toMatchObject({ betterId: b, worseId: a, kind: 'strict', strength: 4, weight: 1 })
  })

  test('is not asked of a tie, which is "about the same"', async () => {
    const { ada, assignment, ids } = await aTask({ strengths: ['Slightly', 'Much'] }, 2)
    await expect(submit(ada, assignment, { tiers: [ids], strength: 1 })).rejects.toMatchObject(refused('not asked for'))
    const ranking = await submit(ada, assignment, { tiers: [ids] })
    const comparison = await world.db.comparison.findFirstOrThrow({ where: { rankingId: ranking.id } })
    expect(comparison).toMatchObject({ kind: 'tie', strength: 0 })
  })
})

describe('a partial ranking', () => {
  test('leaves completions unplaced, which says nothing of them', async () => {
    const { projectId, ada, assignment, ids } = await aTask({ allowPartial: true })
    const [a, b] = ids as [string, string]
    await expect(submit(ada, assignment, { tiers: [[a]] })).rejects.toMatchObject({
      code: 'RANKING_DOES_NOT_MATCH_TASK',
    })
    const ranking = await submit(ada, assignment, { tiers: [[b], [a]] })
    expect(ranking).toMatchObject({ ranks: { [b]: 1, [a]: 2 }, comparisons: 1 })
    const freeze = freezeDatasetVersionInput.parse({ projectId, idempotencyKey: world.key(), trainShare: 1 })
    expect((await freezeDatasetVersion(world.owner, freeze)).counts.comparisons).toBe(1)
  })

  test('is refused where the project wants all placed', async () => {
    const { ada, assignment, ids } = await aTask({})
    await expect(submit(ada, assignment, { tiers: [[ids[0]!], [ids[1]!]] })).rejects.toMatchObject({
      code: 'RANKING_DOES_NOT_MATCH_TASK',
    })
  })
})

test.each(['update', 'delete'])('the database itself refuses to %s what was said of a completion', async (verb) => {
  const { ada, assignment, ids } = await aTask({ flags: [{ key: 'harmful', label: 'Harmful' }] })
  await submit(ada, assignment, { labels: [said(ids[0]!, { flags: ['harmful'] })] })
  const statement = verb === 'update' ? `update "CompletionLabel" set "flags" = '{}'` : 'delete from "CompletionLabel"'
  await expect(world.db.$executeRawUnsafe(statement)).rejects.toThrow(/append-only/)
})

test('settings from before there were labels ask for the order alone', async () => {
  const { id: projectId } = await world.project()
  await world.db.project.update({ where: { id: projectId }, data: { labelSettings: { allowTies: false } } })
  const { labelSettings: settings } = await updateProject(world.owner, { projectId, description: 'Old' })
  expect(settings).toEqual({ ...labelSettings.parse({}), allowTies: false })
})
