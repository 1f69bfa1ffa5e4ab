import { gunzipSync } from 'node:zlib'
import {
  type ExportInput,
  exportInput,
  type FreezeDatasetVersionInput,
  freezeDatasetVersionInput,
  previewDatasetVersionInput,
} from '@plackett/contracts'
import {
  changeTasks,
  describeDatasetVersion,
  diffDatasetVersions,
  exportDatasetVersion,
  freezeDatasetVersion,
  importFile,
  listDatasetVersions,
  previewDatasetVersion,
  reviseRanking,
  type Scope,
} from '@plackett/core'
import { readVersionParquet } from '@plackett/datasets'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { collect } from '../support/collect.ts'
import { idsOf, lease, rankNext, submit } from '../support/rank.ts'
import { createWorld, promptLine, type World } from '../support/world.ts'

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
  // The prompts of these tests are much alike.
  const defaults = { projectId, idempotencyKey: world.key(), trainShare: 0.5, nearDuplicates: null }
  return freezeDatasetVersion(world.owner, freezeDatasetVersionInput.parse({ ...defaults, ...input }))
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
  expect(await previewDatasetVersion(world.owner, previewDatasetVersionInput.parse({ projectId }))).toMatchObject({
    rankings: 0,
    comparisons: 0,
  })
  await expect(freeze(projectId)).rejects.toMatchObject({ code: 'DATASET_EMPTY' })
})

/** The bytes of an export and what it is called. */
async function exported(datasetVersionId: string, input: Partial<ExportInput> = {}) {
  const file = await exportDatasetVersion(world.owner, exportInput.parse({ datasetVersionId, ...input }))
  return { ...file, bytes: Buffer.concat((await collect(file.open())).map((part) => Buffer.from(part))) }
}
const linesOf = (bytes: Uint8Array) =>
  Buffer.from(bytes)
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

test('the export has a line per strict comparison of the side that was asked for', async () => {
  const { projectId } = await aRankedProject()
  const version = await freeze(projectId)
  for (const split of ['train', 'test'] as const) {
    const { filename, bytes } = await exported(version.id, { split })
    const rows = linesOf(bytes)
    expect(rows).toHaveLength(version.counts[split].comparisons)
    expect(rows[0]).toMatchObject({ prompt: [{ role: 'user' }], chosen: [{ role: 'assistant' }], rejected: [{}] })
    expect(filename).toBe(`dataset-v1-${split}.trl.jsonl`)
  }
})

test.each(exportInput.shape.format.unwrap().options)(
  'as %s a version is the same file each time, and compressed the same',
  async (format) => {
    const { projectId } = await aRankedProject(2)
    const { id } = await freeze(projectId)
    const [one, two] = [await exported(id, { format }), await exported(id, { format })]
    expect(one.bytes.length).toBeGreaterThan(100)
    expect(one.bytes.equals(two.bytes)).toBe(true)
    const [gzip, zstd] = [
      await exported(id, { format, compression: 'gzip' }),
      await exported(id, { format, compression: 'zstd' }),
    ]
    expect(gunzipSync(gzip.bytes).equals(one.bytes)).toBe(true)
    expect(zstd.bytes.subarray(0, 4).toString('hex')).toBe('28b52ffd')
    expect(new Set([one.etag, gzip.etag, zstd.etag]).size).toBe(3)
    expect([gzip.filename.endsWith('.gz'), zstd.filename.endsWith('.zst')]).toEqual([true, true])
  },
)

test('the raw export has what a researcher asks: order shown, tiers, times, labels, guidelines; and no names', async () => {
  const { projectId, people } = await aRankedProject(1)
  const { id } = await freeze(projectId)
  const { bytes } = await exported(id, { format: 'raw' })
  const row = linesOf(bytes).find(({ annotator }) => annotator === 'annotator-1')
  expect(row).toMatchObject({
    annotator: 'annotator-1',
    activeMs: 1_000,
    revision: 1,
    guidelinesVersion: 1,
    labels: [],
  })
  expect(row.tiers.flat().sort()).toEqual(row.shownOrder.toSorted())
  expect(new Date(row.submittedAt).getTime()).toBeLessThanOrEqual(Date.now())
  for (const { userId } of people) expect(bytes.toString()).not.toContain(`"${userId}"`)
  const table = await collect(readVersionParquet((await exported(id, { format: 'raw-parquet' })).bytes))
  expect(table).toHaveLength(2)
})

test('a selection takes what it says, and the preview counts the same', async () => {
  const { projectId, people } = await aRankedProject(4)
  const [ada, bo] = people as [(typeof people)[0], (typeof people)[0]]
  const of = async (input: Partial<FreezeDatasetVersionInput>) => {
    const { counts } = await freeze(projectId, input)
    const wish = previewDatasetVersionInput.parse({ projectId, trainShare: 0.5, nearDuplicates: null, ...input })
    expect(await previewDatasetVersion(world.owner, wish)).toEqual(counts)
    return [counts.rankings, counts.annotators]
  }
  expect(await of({})).toEqual([8, 2])
  expect(await of({ selection: { withoutAnnotators: [ada.userId] } })).toEqual([4, 1])
  expect(await of({ selection: { minRankings: 2 } })).toEqual([8, 2])
  const empty = [
    { from: new Date(Date.now() + 60_000) },
    { until: new Date(0) },
    { languages: ['zh'] },
    { minActiveMs: 1_001 },
    { guidelinesFrom: 2 },
    { origin: 'imported' as const },
    { minRankings: 2, withoutAnnotators: [bo.userId] },
  ]
  for (const selection of empty) await expect(of({ selection })).rejects.toMatchObject({ code: 'DATASET_EMPTY' })
  expect(await of({ selection: { languages: [''], origin: 'here', minActiveMs: 1_000, withoutFlags: ['x'] } })).toEqual(
    [8, 2],
  )
})

test('ties are kept, or their rankings left out', async () => {
  const { id: projectId } = await world.project({ overlap: 1 })
  await world.prompts(projectId, 3)
  const ada = await world.person({ projectId, role: 'annotator' })
  const tiersOf = [
    ([a, b, c]: string[]) => [[a!, b!, c!]],
    ([a, b, c]: string[]) => [[a!, b!], [c!]],
    ([a, b, c]: string[]) => [[a!], [b!], [c!]],
  ]
  for (const tiers of tiersOf) {
    const assignment = await lease(ada, projectId)
    await submit(ada, assignment, { tiers: tiers(idsOf(assignment)) })
  }
  const counts = async (ties: FreezeDatasetVersionInput['ties']) => (await freeze(projectId, { ties })).counts
  expect(await counts('keep')).toMatchObject({ rankings: 3, ties: 4 })
  expect(await counts('informative')).toMatchObject({ rankings: 2, ties: 1 })
  expect(await counts('strict')).toMatchObject({ rankings: 1, ties: 0 })
})

test('a consensus is one order per task, and a weight may count each task once', async () => {
  const { projectId } = await aRankedProject(3)
  const each = await rowsOf(await freeze(projectId, { weighting: 'task' }))
  expect(each.map(({ weight }) => weight)).toEqual(each.map(() => 0.5))
  const version = await freeze(projectId, { aggregation: 'consensus' })
  const rows = await rowsOf(version)
  expect(rows).toHaveLength(3)
  for (const row of rows) {
    const own = each.filter(({ taskId }) => taskId === row.taskId)
    // Both ranked by the texts, so their order is the consensus.
    expect(row).toMatchObject({ annotator: 'consensus', ranks: own[0]!.ranks })
    expect(row.sources).toEqual(own.map(({ rankingId }) => rankingId))
  }
})

test('near duplicates stand on one side', async () => {
  const { id: projectId } = await world.project({ overlap: 1 })
  const question = 'Explain to a child of seven years why the sky is blue by day and black by night'
  const texts = [`${question}.`, `${question} please.`, 'What is bread made of?', 'Name three rivers of France.']
  const lines = texts.map((prompt) =>
    JSON.stringify({ prompt, completions: [{ text: 'a' }, { text: 'b' }], ranks: [1, 2] }),
  )
  await importFile(world.owner, {
    projectId,
    idempotencyKey: world.key(),
    filename: 'f',
    chunks: [Buffer.from(lines.join('\n'))],
  })
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const version = await freeze(projectId, { nearDuplicates: 0.8, seed })
    expect(version.counts).toMatchObject({ prompts: 4, groups: 3, nearDuplicates: 1 })
    const sky = (await rowsOf(version)).filter(({ prompt }) => prompt[0]!.content.startsWith(question))
    expect(new Set(sky.map(({ split }) => split)).size).toBe(1)
    expect(new Set(sky.map(({ group }) => group)).size).toBe(1)
  }
})

test('two versions differ in what was added and left out', async () => {
  const { projectId } = await aRankedProject(3)
  const before = await freeze(projectId)
  const cy = await world.person({ projectId, role: 'annotator' })
  await world.prompts(projectId, 4)
  const added = await rankNext(cy, projectId)
  const after = await freeze(projectId, { name: 'later' })
  const diff = await diffDatasetVersions(world.owner, { datasetVersionId: before.id, otherId: after.id })
  expect(diff).toMatchObject({ added: { count: 1, sample: [added.id] }, removed: { count: 0 }, kept: 6, settings: [] })
  const back = await diffDatasetVersions(world.owner, { datasetVersionId: after.id, otherId: before.id })
  expect(back).toMatchObject({ added: { count: 0 }, removed: { count: 1, sample: [added.id] }, kept: 6 })
  const stranger = await world.person()
  await expect(diffDatasetVersions(stranger, { datasetVersionId: before.id, otherId: after.id })).rejects.toMatchObject(
    { code: 'DATASET_VERSION_NOT_FOUND' },
  )
})

test('a consensus that more rankings joined is changed', async () => {
  const { projectId } = await aRankedProject(2)
  const before = await freeze(projectId, { aggregation: 'consensus' })
  const { prompt, completions } = JSON.parse(promptLine('p0'))
  const line = JSON.stringify({ prompt, completions, ranks: [3, 2, 1], annotator: 'cy' })
  await importFile(world.owner, { projectId, idempotencyKey: world.key(), filename: 'f', chunks: [Buffer.from(line)] })
  const after = await freeze(projectId, { aggregation: 'consensus' })
  const diff = await diffDatasetVersions(world.owner, { datasetVersionId: before.id, otherId: after.id })
  expect(diff).toMatchObject({ added: { count: 0 }, removed: { count: 0 }, changed: { count: 1 }, kept: 1 })
})

test('the data card says what is in it, under which licence and where it comes from', async () => {
  const { projectId } = await aRankedProject(2)
  const { id, contentHash } = await freeze(projectId, {
    licence: 'CC-BY-4.0',
    notes: 'Asked in a class.',
    name: 'first',
  })
  const card = await describeDatasetVersion(world.owner, { datasetVersionId: id })
  for (const part of [
    'license: "CC-BY-4.0"',
    'version 1: first',
    '| rankings | 4 | | |',
    contentHash,
    'Asked in a class.',
    'model-0 (4)',
  ])
    expect(card).toContain(part)
  expect(card).toBe(await describeDatasetVersion(world.owner, { datasetVersionId: id }))
})

test('the database itself refuses to change a version', async () => {
  await expect(world.db.$executeRaw`update "DatasetVersion" set "seed" = 2`).rejects.toThrow(/append-only/)
})
