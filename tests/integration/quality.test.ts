import type { QualityReport } from '@plackett/contracts'
import { listTasks, loadSampleProject, viewQuality } from '@plackett/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lease, submit } from '../support/rank.ts'
import { createWorld, type World } from '../support/world.ts'

/** A current ranking as an export holds it, with the texts it is about. */
interface ExportedRanking {
  taskId: string
  annotatorId: string
  language: string | null
  /** By completion id. */
  ranks: Map<string, number>
  texts: Map<string, string>
  shownOrder: string[]
}

let world: World
let projectId: string
beforeAll(async () => {
  world = await createWorld()
  projectId = (await loadSampleProject(world.owner)).id
})
afterAll(() => world.close())

describe('every figure of the report, recomputed from the rankings by its definition', () => {
  let report: QualityReport
  let rankings: ExportedRanking[]
  beforeAll(async () => {
    report = await viewQuality(world.owner, { projectId })
    rankings = await exportedRankings()
  })

  test('counts', () => {
    expect(report.rankings).toBe(rankings.length)
    expect(report.tasks).toBe(new Set(rankings.map(({ taskId }) => taskId)).size)
    expect(report.annotators).toBe(new Set(rankings.map(({ annotatorId }) => annotatorId)).size)
  })

  test('agreement as a whole, by language and between two annotators', () => {
    expectAgreement(report.agreement!, rankings)
    expect(report.byLanguage.map(({ language }) => language).sort()).toEqual(['en', 'zh'])
    for (const group of report.byLanguage) {
      expectAgreement(
        group,
        rankings.filter(({ language }) => language === group.language),
      )
    }
    expect(report.byPair.length).toBeGreaterThan(3)
    for (const { first, second, ...pair } of report.byPair) {
      const both = [first.annotatorId, second.annotatorId]
      expectAgreement(
        pair,
        rankings.filter(({ annotatorId }) => both.includes(annotatorId)),
      )
    }
  })

  test('the parts by kind hold all shared tasks', () => {
    expect(report.byKind.reduce((sum, { tasks }) => sum + tasks, 0)).toBe(report.agreement!.tasks)
  })

  test('strengths and ties', () => {
    const counts = new Map<number, number>()
    for (const { ranks } of rankings) {
      const levels = [...new Set(ranks.values())].sort((a, b) => a - b)
      for (const [a, b] of pairsOf([...ranks.keys()])) {
        const apart = Math.abs(levels.indexOf(ranks.get(a)!) - levels.indexOf(ranks.get(b)!))
        counts.set(apart, (counts.get(apart) ?? 0) + 1)
      }
    }
    expect(new Map(report.strengths.map(({ strength, pairs }) => [strength, pairs]))).toEqual(counts)
  })

  test('position and length', () => {
    const preferred = (more: (ranking: ExportedRanking, id: string) => number) => {
      const unequal = rankings.flatMap((ranking) =>
        pairsOf([...ranking.ranks.keys()])
          .map(([a, b]) => (ranking.ranks.get(a)! < ranking.ranks.get(b)! ? [a, b] : [b, a]))
          .filter(([a, b]) => ranking.ranks.get(a!) !== ranking.ranks.get(b!))
          .map(([better, worse]) => more(ranking, better!) - more(ranking, worse!))
          .filter((lead) => lead !== 0),
      )
      return { value: unequal.filter((lead) => lead > 0).length / unequal.length, n: unequal.length }
    }
    expect(report.earlier!.preferred).toMatchObject(preferred(({ shownOrder }, id) => -shownOrder.indexOf(id)))
    expect(report.longer!.preferred).toMatchObject(preferred(({ texts }, id) => [...texts.get(id)!].length))
    const [four] = report.position
    expect(four).toMatchObject({ completions: 4, rankings: rankings.length })
    const first = rankings.map(({ ranks, shownOrder }) => midRank(ranks, shownOrder[0]!))
    expect(four!.meanRanks[0]).toBeCloseTo(first.reduce((sum, rank) => sum + rank, 0) / first.length, 10)
  })

  test('the hardest task is one on which the smallest share of pairs agrees', () => {
    const shares = [...new Set(rankings.map(({ taskId }) => taskId))]
      .map((taskId) => agreed(rankings.filter((ranking) => ranking.taskId === taskId)))
      .filter(({ pairs }) => pairs > 0)
      .map(({ hits, pairs }) => hits / pairs)
    const hardest = report.hardest[0]!
    expect(hardest.agreed / hardest.pairs).toBe(Math.min(...shares))
  })

  test('intervals hold their figures', () => {
    for (const { pairs } of [report.agreement!, ...report.byLanguage, ...report.byPair]) {
      expect(pairs.low).toBeLessThan(pairs.value)
      expect(pairs.high).toBeGreaterThanOrEqual(pairs.value)
    }
  })
})

test('each figure leads to the tasks behind it', async () => {
  const report = await viewQuality(world.owner, { projectId })
  const tasks = async (filter: object) => (await listTasks(world.owner, { projectId, limit: 200, ...filter })).items
  expect(await tasks({ minRankings: 2 })).toHaveLength(report.agreement!.tasks)
  for (const { language, tasks: count } of report.byLanguage) {
    expect(await tasks({ minRankings: 2, language })).toHaveLength(count)
  }
  for (const { completions, turns, tasks: count } of report.byKind) {
    expect(await tasks({ minRankings: 2, completions, turns })).toHaveLength(count)
  }
  for (const { first, second, tasks: count } of report.byPair) {
    expect(await tasks({ annotatorIds: [first.annotatorId, second.annotatorId] })).toHaveLength(count)
  }
  expect((await tasks({ strength: 0 })).length).toBeGreaterThan(0)
})

test('a ranking more changes the report', async () => {
  const { id } = await world.project()
  await world.prompts(id, 1)
  expect(await viewQuality(world.owner, { projectId: id })).toMatchObject({
    rankings: 0,
    agreement: null,
    longer: null,
  })
  for (const rankings of [1, 2]) {
    const person = await world.person({ projectId: id, role: 'annotator' })
    await submit(person, await lease(person, id))
    await world.db.statistic.updateMany({ data: { computedAt: new Date(0) } })
    expect(await viewQuality(world.owner, { projectId: id })).toMatchObject({ rankings })
  }
})

test('between changes it is kept rather than computed again', async () => {
  const first = await viewQuality(world.owner, { projectId })
  await world.db.statistic.updateMany({ where: { projectId }, data: { computedAt: new Date('2020-01-01') } })
  const again = await viewQuality(world.owner, { projectId })
  expect(again).toEqual({ ...first, computedAt: '2020-01-01T00:00:00.000Z' })
})

async function exportedRankings(): Promise<ExportedRanking[]> {
  const rows = await world.db.ranking.findMany({
    where: { projectId, notRankable: null },
    include: { rankedCompletions: { include: { completion: true } }, task: { include: { prompt: true } } },
    orderBy: { assignmentId: 'asc' },
  })
  return rows.map(({ taskId, annotatorId, shownOrder, rankedCompletions, task }) => ({
    taskId,
    annotatorId,
    language: task.prompt.language,
    ranks: new Map(rankedCompletions.map(({ completionId, rank }) => [completionId, rank])),
    texts: new Map(rankedCompletions.map(({ completionId, completion }) => [completionId, completion.text])),
    shownOrder,
  }))
}

function expectAgreement(
  figure: Pick<NonNullable<QualityReport['agreement']>, 'alpha' | 'pairs' | 'tasks'>,
  rankings: ExportedRanking[],
): void {
  const { hits, pairs } = agreed(rankings)
  expect(figure.pairs).toMatchObject({ value: hits / pairs, n: pairs })
  expect(figure.alpha).toBeCloseTo(pairAlpha(rankings)!, 10)
}

/** Pairs that two annotators of a task both decided, and those on which they prefer the same. */
function agreed(rankings: ExportedRanking[]): { hits: number; pairs: number } {
  let [hits, pairs] = [0, 0]
  for (const [one, other] of pairsOf(rankings).filter(([one, other]) => one.taskId === other.taskId)) {
    for (const [a, b] of pairsOf([...one.ranks.keys()])) {
      const [x, y] = [one, other].map(({ ranks }) => Math.sign(ranks.get(a)! - ranks.get(b)!))
      if (x === 0 || y === 0) continue
      pairs += 1
      hits += x === y ? 1 : 0
    }
  }
  return { hits, pairs }
}

/** α = 1 − D_o/D_e, value by value, each pair of completions entered both ways round. */
function pairAlpha(rankings: ExportedRanking[]): number | null {
  const units = new Map<string, number[]>()
  for (const { taskId, ranks } of rankings) {
    for (const a of ranks.keys()) {
      for (const b of ranks.keys()) {
        const key = `${taskId} ${a} ${b}`
        if (a !== b) units.set(key, [...(units.get(key) ?? []), Math.sign(ranks.get(b)! - ranks.get(a)!)])
      }
    }
  }
  const paired = [...units.values()].filter((values) => values.length > 1)
  const all = paired.flat()
  const squares = (values: number[]) => {
    const counts = [-1, 0, 1].map((value) => ({ value, count: values.filter((each) => each === value).length }))
    return counts
      .flatMap((a) => counts.map((b) => a.count * b.count * (a.value - b.value) ** 2))
      .reduce((x, y) => x + y)
  }
  const observed = paired.reduce((sum, values) => sum + squares(values) / (values.length - 1), 0) / all.length
  const expected = squares(all) / (all.length * (all.length - 1))
  return expected === 0 ? null : 1 - observed / expected
}

function midRank(ranks: Map<string, number>, id: string): number {
  const own = ranks.get(id)!
  const values = [...ranks.values()]
  return values.filter((rank) => rank < own).length + (values.filter((rank) => rank === own).length + 1) / 2
}

function pairsOf<T>(values: T[]): [T, T][] {
  return values.flatMap((a, at) => values.slice(at + 1).map((b): [T, T] => [a, b]))
}
