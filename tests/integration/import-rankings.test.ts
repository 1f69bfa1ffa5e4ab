import { gzipSync } from 'node:zlib'
import {
  exportInput,
  freezeDatasetVersionInput,
  type ImportReport,
  type ImportSettings,
  type RankingRecord,
} from '@plackett/contracts'
import {
  exportDatasetVersion,
  freezeDatasetVersion,
  importFile,
  listImports,
  previewImport,
  type Scope,
  viewProgress,
} from '@plackett/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeReference, readBytes } from '../parity/support/reference.ts'
import { createTestApp, type TestApp } from '../support/app.ts'
import { collect } from '../support/collect.ts'
import { rankNext } from '../support/rank.ts'
import { someRankings } from '../support/some-rankings.ts'
import { promptLine } from '../support/world.ts'

let setting: TestApp
let scope: Scope
beforeAll(async () => {
  setting = await createTestApp()
  scope = setting.world.owner
})
afterAll(() => setting.close())

const linesOf = (rows: object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('')

async function aProject() {
  return (await setting.world.project({ overlap: 2 })).id
}

function load(projectId: string, file: string | Uint8Array, more: Partial<ImportSettings> = {}): Promise<ImportReport> {
  const settings = { projectId, idempotencyKey: setting.world.key(), filename: 'file', ...more }
  return importFile(scope, { ...settings, chunks: [Buffer.from(file)] })
}

/** The project's rankings as they leave it, without ids. */
async function rankingsIn(projectId: string): Promise<RankingRecord[]> {
  const frozen = { projectId, idempotencyKey: setting.world.key(), trainShare: 1, nearDuplicates: null }
  const { id } = await freezeDatasetVersion(scope, freezeDatasetVersionInput.parse(frozen))
  const file = await exportDatasetVersion(scope, exportInput.parse({ datasetVersionId: id, format: 'plackett' }))
  return (await collect(file.open())).map((line) => JSON.parse(String(line)) as RankingRecord)
}

const sky = { prompt: 'Why?', completions: [{ text: 'a', model: 'm' }, { text: 'b' }, { text: 'c' }] }

test('rankings go in and come out as they were', async () => {
  const projectId = await aProject()
  const rankings = someRankings(50, (at) => ({ annotator: `ann-${at % 3}`, group: `g${at % 20}` }))
  expect(await load(projectId, linesOf(rankings))).toMatchObject({ format: 'plackett', imported: 50, errorCount: 0 })
  const back = await rankingsIn(projectId)
  const key = ({ prompt, completions, ranks, group }: RankingRecord) => {
    const asked = typeof prompt === 'string' ? prompt : prompt[0]!.content
    const sport = ranks.map((rank) => 1 + ranks.filter((other) => other < rank).length)
    return JSON.stringify([asked, completions.map(({ text }) => text), sport, group])
  }
  expect(back.map(key).sort()).toEqual(rankings.map(key).sort())
})

test('the rows are those that people make: comparisons, completed tasks, no more answers wanted', async () => {
  const projectId = await aProject()
  await load(projectId, linesOf([{ ...sky, ranks: [1, 2, 2], annotator: 'ada' }]))
  const { db } = setting.world
  const [task] = await db.task.findMany({ where: { projectId }, include: { assignments: true, rankings: true } })
  expect(task).toMatchObject({ overlap: 1, missing: 0, status: 'completed', assignments: [{ slot: 0 }] })
  const comparisons = await db.comparison.findMany({ where: { projectId }, orderBy: { strength: 'asc' } })
  expect(comparisons.map(({ kind, strength, weight }) => [kind, strength, weight])).toEqual([
    ['tie', 0, 0],
    ['strict', 1, 0.5],
    ['strict', 1, 0.5],
  ])
  expect(await viewProgress(scope, { projectId })).toMatchObject({ tasks: 1, completedTasks: 1, rankings: 1, ties: 1 })
})

test('every reference holds, though the checks were spared', async () => {
  const projectId = await aProject()
  await load(projectId, linesOf(someRankings(30, (at) => ({ annotator: `a${at % 4}` }))))
  const { db } = setting.world
  const [{ count }] = await db.$queryRaw<[{ count: number }]>`
    select count(*)::int as "count" from "Comparison" c
    join "Ranking" r on r."id" = c."rankingId" join "User" u on u."id" = r."annotatorId"
    join "Assignment" a on a."id" = r."assignmentId" and a."annotatorId" = u."id" join "Import" i on i."id" = r."importId"
    join "Task" t on t."id" = r."taskId" and t."id" = a."taskId" join "Prompt" p on p."id" = t."promptId"
    join "Completion" x on x."id" = c."betterId" and x."promptId" = p."id"
    join "Completion" y on y."id" = c."worseId" and y."promptId" = p."id"
    where c."projectId" = ${projectId}::uuid`
  expect(count).toBe(await db.comparison.count({ where: { projectId } }))
  const ids = (await db.ranking.findMany({ where: { projectId }, orderBy: { id: 'asc' } })).map(({ id }) => id)
  expect(new Set(ids).size).toBe(30)
})

test('rankings of the same completions are of one task, in whatever order the file has them', async () => {
  const projectId = await aProject()
  const [a, b, c] = sky.completions
  const turned = { ...sky, completions: [c, a, b], ranks: [1, 2, 3] }
  await load(projectId, linesOf([{ ...sky, ranks: [1, 2, 3] }, turned, { ...sky, ranks: [1, 2, 3] }]))
  const tasks = await setting.world.db.task.findMany({ where: { projectId }, include: { rankings: true } })
  expect(tasks).toMatchObject([{ overlap: 3, rankings: [{}, {}, {}] }])
  const orders = (await rankingsIn(projectId)).map(({ completions, ranks }) =>
    completions.map(({ text }, at) => [ranks[at], text]).sort(),
  )
  expect(orders.sort()).toEqual([
    [[1, 'a'], [2, 'b'], [3, 'c']],
    [[1, 'a'], [2, 'b'], [3, 'c']],
    [[1, 'c'], [2, 'a'], [3, 'b']],
  ]) // biome-ignore format: one order a line
})

test('a file that comes again, under another name and key, changes nothing', async () => {
  const projectId = await aProject()
  const rows = [
    ...someRankings(20, (at) => ({ annotator: `a${at % 2}`, id: `r${at}` })),
    { ...sky, ranks: [1, 2, 3] },
    { ...sky, ranks: [3, 2, 1] },
  ]
  expect(await load(projectId, linesOf(rows))).toMatchObject({ imported: 22, duplicates: 0 })
  const again = await load(projectId, linesOf(rows), { filename: 'again' })
  expect(again).toMatchObject({ imported: 0, duplicates: 22, lost: [{ count: 22 }] })
  expect(await setting.world.db.task.count({ where: { projectId } })).toBe(21)
})

test('one key gives one import, also at once', async () => {
  const projectId = await aProject()
  const idempotencyKey = setting.world.key()
  const file = linesOf(someRankings(5))
  const reports = await Promise.all([1, 2, 3].map(() => load(projectId, file, { idempotencyKey })))
  expect(new Set(reports.map(({ id }) => id)).size).toBe(1)
  expect(await setting.world.db.ranking.count({ where: { projectId } })).toBe(5)
  expect(await listImports(scope, { projectId })).toMatchObject([{ imported: 5, format: 'plackett' }])
})

test('imported rankings join the task that people rank here', async () => {
  const projectId = await aProject()
  await load(projectId, promptLine('joined', 2))
  const record = JSON.parse(promptLine('joined', 2))
  await load(projectId, linesOf([{ prompt: record.prompt, completions: record.completions, ranks: [1, 2] }]))
  const ada = await setting.world.person({ projectId, role: 'annotator' })
  await rankNext(ada, projectId)
  const tasks = await setting.world.db.task.findMany({ where: { projectId }, include: { rankings: true } })
  expect(tasks).toMatchObject([{ overlap: 3, missing: 1, status: 'open', rankings: [{}, {}] }])
})

test('a bad line refuses the file, unless bad lines may be left out', async () => {
  const projectId = await aProject()
  const file = linesOf([
    { ...sky, ranks: [1, 2, 3] },
    { ...sky, ranks: [1, 2] },
    { ...sky, ranks: [2, 1, 1] },
  ])
  const refused = await load(projectId, file)
  expect(refused).toMatchObject({ id: null, imported: 0, errorCount: 1, errors: [{ line: 2, code: 'RANKS_MISMATCH' }] })
  expect(await setting.world.db.import.count({ where: { projectId } })).toBe(0)
  expect(await load(projectId, file, { skipBadLines: true })).toMatchObject({ imported: 2, errorCount: 1 })
})

test('a dry run says what would come and stores nothing', async () => {
  const projectId = await aProject()
  const report = await load(projectId, linesOf([{ ...sky, ranks: [1, 2, 3] }]), { dryRun: true })
  expect(report).toMatchObject({ id: null, imported: 1, isDryRun: true })
  expect(await setting.world.db.prompt.count({ where: { projectId } })).toBe(0)
})

test('what is lost is said with its lines', async () => {
  const projectId = await aProject()
  const battle = (winner: string) => ({
    ...{ model_a: 'x', model_b: 'y', winner, question_id: winner },
    conversation_a: [{ role: 'user', content: 'p' }, { role: 'assistant', content: 'a' }],
    conversation_b: [{ role: 'user', content: 'p' }, { role: 'assistant', content: 'b' }],
  }) // biome-ignore format: a conversation a line
  const report = await load(projectId, linesOf([battle('model_a'), battle('tie (bothbad)'), battle('both_bad')]))
  expect(report).toMatchObject({ format: 'arena', imported: 3 })
  expect(report.lost).toEqual([{ reason: expect.stringContaining('both are bad'), count: 2, lines: [2, 3] }])
})

test('a table of any columns comes in by a mapping, in GB18030 too', async () => {
  const projectId = await aProject()
  // 问题,好,坏 / 天空为什么是蓝色的,散射,不知道
  const csv = Buffer.from('cecacce22cbac32cbbb50accecbfd5ceaacab2c3b4cac7c0b6c9abb5c42cc9a2c9e42cb2bbd6aab5c00a', 'hex')
  await expect(load(projectId, csv)).rejects.toMatchObject({
    code: 'FORMAT_UNKNOWN',
    details: { columns: '问题, 好, 坏' },
  })
  const preview = await previewImport(scope, { projectId, chunks: [csv] })
  expect(preview).toMatchObject({ format: null, columns: ['问题', '好', '坏'], records: [] })
  const mapping = { prompt: '问题', chosen: '好', rejected: '坏' }
  expect(await previewImport(scope, { projectId, chunks: [csv], format: 'csv', mapping })).toMatchObject({
    records: [{ prompt: '天空为什么是蓝色的', completions: [{ text: '散射' }, { text: '不知道' }] }],
  })
  expect(await load(projectId, csv, { format: 'csv', mapping })).toMatchObject({ imported: 1 })
})

describeReference('data/oasst-rankings', () => {
  test('the OpenAssistant trees come in gzipped, all 212 of their rankings', async () => {
    const projectId = await aProject()
    const trees = gzipSync(readBytes('data', 'oasst-rankings', 'en_100_tree.jsonl'))
    const report = await load(projectId, trees)
    expect(report).toMatchObject({ format: 'oasst', errorCount: 0 })
    expect(report.imported + report.duplicates).toBe(212)
  })
})

test('programs import and preview with a key, and a stranger with neither', async () => {
  const projectId = await aProject()
  const send = (path: string, headers: object) =>
    setting.app.inject({
      method: 'POST',
      url: `/v1/projects/${projectId}/imports${path}`,
      headers: { 'content-type': 'application/jsonl', 'idempotency-key': 'a-key-of-mine', ...headers },
      payload: linesOf([{ ...sky, ranks: [1, 2, 3] }]),
    })
  const { authorization } = setting
  expect((await send('/preview', { authorization })).json()).toMatchObject({ format: 'plackett', records: [{}] })
  expect((await send('?dryRun=true', { authorization })).json()).toMatchObject({ isDryRun: true, imported: 1 })
  const done = await send('', { authorization })
  expect(done.statusCode).toBe(201)
  expect(done.json()).toMatchObject({ imported: 1 })
  expect((await send('', {})).statusCode).toBe(401)
  const list = await setting.app.inject({ url: `/v1/projects/${projectId}/imports`, headers: { authorization } })
  expect(list.json()).toMatchObject([{ imported: 1 }])
  expect((await send('?mapping=%5B', { authorization })).json()).toMatchObject({ error: { code: 'INVALID_INPUT' } })
})
