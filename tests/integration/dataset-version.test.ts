import type { FreezeDatasetVersionInput } from '@plackett/contracts'
import {
  changeTasks,
  exportDatasetVersion,
  freezeDatasetVersion,
  listDatasetVersions,
  previewDatasetVersion,
  reviseRanking,
  type Scope,
} from '@plackett/core'
import { readVersionParquet } from '@plackett/datasets'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { collect } from '../support/collect.ts'
import { idsOf, lease, rankNext, submit } from '../support/rank.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

/** A project whose prompts were all ranked by two people. */
async function aRankedProject(prompts = 6) {
  const { id: projectId } = await world.project({ overlap: 2 })
  await world.prompts(projectId, prompts)
  const people = await Promise.all([1, 2].map(() => world.person({ projectId, role: 'annotator' })))
  for (const person of people) for (let count = 0; count < prompts; count += 1) await rankNext(person, projectId)
  return { projectId, people }
}

function freeze(projectId: string, input: Partial<FreezeDatasetVersionInput> = {}) {
  const defaults = { projectId, idempotencyKey: world.key(), name: '', trainShare: 0.5, seed: 1 }
  return freezeDatasetVersion(world.owner, { ...defaults, ...input })
}

async function rowsOf({ contentHash }: { contentHash: string }) {
  return collect(readVersionParquet(await world.owner.storage.read(contentHash)))
}

test('a version holds each ranking that counts, with whole prompts on one side', async () => {
  const { projectId } = await aRankedProject()
  const version = await freeze(projectId)
  expect(version).toMatchObject({
    number: 1,
    counts: { prompts: 6, completions: 18, rankings: 12, annotators: 2, comparisons: 36, ties: 0 },
  })
  expect(version.counts.train).toEqual({ prompts: 3, comparisons: 18 })
  const rows = await rowsOf(version)
  expect(rows).toHaveLength(12)
  const sides = new Map(rows.map(({ taskId }) => [taskId, new Set<string>()]))
  for (const { taskId, split } of rows) sides.get(taskId)!.add(split)
  expect([...sides.values()].every(({ size }) => size === 1)).toBe(true)
})

test('it names no annotator, and the same one the same in every version', async () => {
  const { projectId, people } = await aRankedProject(2)
  const rows = await rowsOf(await freeze(projectId))
  expect([...new Set(rows.map(({ annotator }) => annotator))].sort()).toEqual(['annotator-1', 'annotator-2'])
  for (const { userId } of people) expect(JSON.stringify(rows)).not.toContain(`"${userId}"`)
  const bo = await world.person({ projectId, role: 'annotator' })
  await world.prompts(projectId, 3)
  await rankNext(bo, projectId)
  const later = await rowsOf(await freeze(projectId))
  const names = new Map(later.map(({ rankingId, annotator }) => [rankingId, annotator]))
  expect(rows.every(({ rankingId, annotator }) => names.get(rankingId) === annotator)).toBe(true)
})

test('the same rankings and settings give the same content, others another', async () => {
  const { projectId } = await aRankedProject()
  const [one, two, other] = [await freeze(projectId), await freeze(projectId), await freeze(projectId, { seed: 2 })]
  expect(two.contentHash).toBe(one.contentHash)
  expect(other.contentHash).not.toBe(one.contentHash)
})

test('only the latest revision of a ranking is in', async () => {
  const { id: projectId } = await world.project({ overlap: 1 })
  await world.prompts(projectId, 1)
  const ada = await world.person({ projectId, role: 'annotator' })
  const assignment = await lease(ada, projectId)
  const ranking = await submit(ada, assignment)
  const tiers = idsOf(assignment)
    .reverse()
    .map((id) => [id])
  const revised = await reviseRanking(ada, { rankingId: ranking.id, idempotencyKey: world.key(), activeMs: 1, tiers })
  const rows = await rowsOf(await freeze(projectId))
  expect(rows.map(({ rankingId }) => rankingId)).toEqual([revised.id])
})

test('versions frozen at once get numbers of their own; one key gives one version', async () => {
  const { projectId } = await aRankedProject(2)
  const key = world.key()
  const versions = await Promise.all([
    ...[1, 2, 3, 4].map(() => freeze(projectId)),
    ...[1, 2, 3].map(() => freeze(projectId, { idempotencyKey: key })),
  ])
  expect(new Set(versions.map(({ number }) => number))).toEqual(new Set([1, 2, 3, 4, 5]))
  expect(await listDatasetVersions(world.owner, { projectId })).toHaveLength(5)
  await expect(freeze(projectId, { idempotencyKey: key, seed: 9 })).rejects.toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
  })
})

test('a version frozen while people rank is one moment of it', async () => {
  const { projectId } = await aRankedProject(4)
  await changeTasks(world.owner, { projectId, choice: { filter: {} }, change: { overlap: 3 } })
  const chen = await world.person({ projectId, role: 'annotator' })
  const ranking = (async (scope: Scope) => {
    for (let count = 0; count < 4; count += 1) await rankNext(scope, projectId)
  })(chen)
  const versions = await Promise.all([1, 2, 3, 4].map(() => freeze(projectId)))
  await ranking
  for (const version of versions) {
    const rows = await rowsOf(version)
    expect(rows).toHaveLength(version.counts.rankings)
    expect(new Set(rows.map(({ annotator }) => annotator)).size).toBe(version.counts.annotators)
  }
})

test('there must be something to freeze, and the preview says what there is', async () => {
  const { id: projectId } = await world.project()
  await world.prompts(projectId, 1)
  expect(await previewDatasetVersion(world.owner, { projectId })).toMatchObject({ rankings: 0, comparisons: 0 })
  await expect(freeze(projectId)).rejects.toMatchObject({ code: 'DATASET_EMPTY' })
})

test('the export has a line per strict comparison of the side that was asked for', async () => {
  const { projectId } = await aRankedProject()
  const version = await freeze(projectId)
  for (const split of ['train', 'test'] as const) {
    const { filename, lines } = await exportDatasetVersion(world.owner, {
      datasetVersionId: version.id,
      format: 'trl',
      split,
    })
    const rows = (await collect(lines)).map((line) => JSON.parse(line))
    expect(rows).toHaveLength(version.counts[split].comparisons)
    expect(rows[0]).toMatchObject({ prompt: [{ role: 'user' }], chosen: [{ role: 'assistant' }], rejected: [{}] })
    expect(filename).toBe(`dataset-v1-${split}.trl.jsonl`)
  }
})

test('the database itself refuses to change a version', async () => {
  await expect(world.db.$executeRaw`update "DatasetVersion" set "seed" = 2`).rejects.toThrow(/append-only/)
})
