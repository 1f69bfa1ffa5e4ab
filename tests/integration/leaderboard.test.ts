import { type Leaderboard, leaderboardInput } from '@plackett/contracts'
import {
  importFile,
  listLeaderboardLinks,
  loadSampleProject,
  revokeLeaderboardLink,
  shareLeaderboard,
  viewLeaderboard,
  viewSharedLeaderboard,
} from '@plackett/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lease, submit } from '../support/rank.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
let projectId: string
beforeAll(async () => {
  world = await createWorld()
  projectId = (await loadSampleProject(world.owner)).id
})
afterAll(() => world.close())

function view(input: object = {}): Promise<Leaderboard> {
  return viewLeaderboard(world.owner, leaderboardInput.parse({ projectId, ...input }))
}

describe('recomputed from the rankings by its definition', () => {
  let board: Leaderboard
  let votes: { winner: string; loser: string; isTie: boolean; language: string | null }[]
  beforeAll(async () => {
    board = await view()
    votes = await sampleVotes()
  })

  test('counts, win shares and the win matrix', () => {
    expect(board.comparisons).toBe(votes.length)
    expect(board.ties).toBe(votes.filter(({ isTie }) => isTie).length)
    for (const [i, row] of board.rows.entries()) {
      const own = votes.filter(({ winner, loser }) => winner === row.model || loser === row.model)
      const won = own.reduce((sum, { winner, isTie }) => sum + (isTie ? 0.5 : winner === row.model ? 1 : 0), 0)
      expect(row.comparisons).toBe(own.length)
      expect(row.winShare).toBeCloseTo(won / own.length, 10)
      for (const [j, other] of board.rows.entries()) {
        const met = own.filter(({ winner, loser }) => i !== j && (winner === other.model || loser === other.model))
        expect(board.matrix.comparisons[i]![j]).toBe(met.length)
      }
    }
  })

  test('at the ratings every model is expected to win just as often as it did', () => {
    for (const { model, rating } of board.rows) {
      const gradient = votes.reduce((sum, { winner, loser, isTie }) => {
        if (winner !== model && loser !== model) return sum
        const other = board.rows.find((row) => row.model === (winner === model ? loser : winner))!
        const won = isTie ? 0.5 : winner === model ? 1 : 0
        return sum + won - 1 / (1 + 10 ** ((other.rating - rating) / 400))
      }, 0)
      expect(gradient).toBeCloseTo(0, 6)
    }
    expect(board.rows.reduce((sum, { rating }) => sum + rating, 0) / board.rows.length).toBeCloseTo(1000, 8)
  })

  test('ranks are shared by overlapping intervals', () => {
    for (const { high, rank } of board.rows) {
      expect(rank).toBe(1 + board.rows.filter(({ low }) => low > high).length)
    }
  })

  test('by language it is what a leaderboard of that language alone says', async () => {
    expect(board.byLanguage.map(({ language }) => language).sort()).toEqual(['en', 'zh'])
    for (const { language, rows, comparisons } of board.byLanguage) {
      expect(comparisons).toBe(votes.filter((vote) => vote.language === language).length)
      const alone = await view({ language })
      expect(rows).toEqual(alone.rows.map(({ comparisons: _, winShare: __, ...row }) => row))
    }
  })

  test('history ends with the ratings of today', () => {
    expect(board.history.length).toBeGreaterThan(5)
    expect(board.history.map(({ day }) => day)).toEqual(board.history.map(({ day }) => day).sort())
    expect(board.history.at(-1)!.rows).toEqual(board.rows.map(({ comparisons: _, winShare: __, ...row }) => row))
  })

  test('the first place is said to survive as many dropped comparisons as it does', () => {
    expect(board.robustness).toMatchObject({ leader: board.rows[0]!.model })
    expect(board.robustness!.comparisons).toBeGreaterThan(1)
  })
})

test('intervals by task are wider than those by vote, around the same ratings', async () => {
  const [byTask, byVote] = [await view(), await view({ intervals: 'votes' })]
  const width = ({ rows }: Leaderboard) => rows.reduce((sum, { low, high }) => sum + high - low, 0)
  expect(byVote.rows.map(({ rating }) => rating)).toEqual(byTask.rows.map(({ rating }) => rating))
  expect(width(byTask)).toBeGreaterThan(width(byVote))
})

test('an anchor moves all ratings together', async () => {
  const plain = await view()
  const last = plain.rows.at(-1)!
  const anchored = await view({ anchor: { model: last.model, rating: 800 } })
  const shift = 800 - last.rating
  expect(anchored.rows.map(({ rating }) => rating)).toEqual(
    plain.rows.map(({ rating }) => expect.closeTo(rating + shift, 8)),
  )
  expect(anchored.anchor).toEqual({ model: last.model, rating: 800 })
})

test('a model that wins by length alone loses its lead at equal style', async () => {
  const { id } = await world.project({ overlap: 1 })
  const lines = Array.from({ length: 60 }, (_, at) => ({
    id: `s${at}`,
    prompt: `Question ${at}`,
    // Now one, now the other is longer, the first more often.
    completions: [
      { model: 'wordy', text: 'word '.repeat(at % 4 === 0 ? 20 : 60 + at) },
      { model: 'terse', text: 'word '.repeat(at % 4 === 0 ? 60 + at : 20) },
    ],
  }))
  await importLines(id, lines)
  const person = await world.person({ projectId: id, role: 'annotator' })
  for (let at = 0; at < 60; at++) {
    const task = await lease(person, id)
    const byLength = task.completions.toSorted((a, b) => b.text.length - a.text.length).map((each) => [each.id])
    // Four in five times the longer one, whoever wrote it.
    await submit(person, task, { tiers: at % 20 < 4 ? byLength.toReversed() : byLength })
  }
  const lead = ({ rows }: Leaderboard) => rows.find(({ model }) => model === 'wordy')!.rating - 1000
  const plain = await view({ projectId: id })
  const equal = await view({ projectId: id, isStyleControlled: true })
  expect(plain.style).toBeNull()
  expect(equal.style!.effects[0]).toMatchObject({ property: 'length' })
  expect(equal.style!.effects[0]!.low).toBeGreaterThan(0)
  expect(Math.abs(lead(equal))).toBeLessThan(Math.abs(lead(plain)) / 2)
})

test('models that nothing connects are said to be apart, and have ratings all the same', async () => {
  const { id } = await world.project({ overlap: 1 })
  await importLines(id, [
    {
      id: 'a',
      prompt: 'Question',
      completions: [
        { model: 'one', text: 'a' },
        { model: 'two', text: 'b' },
      ],
    },
  ])
  const person = await world.person({ projectId: id, role: 'annotator' })
  await submit(person, await lease(person, id))
  const board = await view({ projectId: id })
  expect(board.components.flat().sort()).toEqual(['one', 'two'])
  expect(board.components).toHaveLength(2)
  expect(board.robustness).toBeNull()
  for (const { rating, low, high } of board.rows) expect([rating, low, high].every(Number.isFinite)).toBe(true)
})

test('without models or rankings there are no rows', async () => {
  const { id } = await world.project()
  expect(await view({ projectId: id })).toMatchObject({ rows: [], comparisons: 0, history: [], byLanguage: [] })
})

test('whoever has the link reads it, until it is revoked', async () => {
  const { id, url } = await shareLeaderboard(world.owner, leaderboardInput.parse({ projectId, language: 'zh' }))
  const token = new URL(url).searchParams.get('token')!
  const anybody = world.scopeOf({ kind: 'anonymous' })
  const shared = await viewSharedLeaderboard(anybody, { token })
  expect(shared).toMatchObject({ projectName: 'Sample project', input: { language: 'zh' } })
  expect(shared.rows).toEqual((await view({ language: 'zh' })).rows)
  expect(await listLeaderboardLinks(world.owner, { projectId })).toMatchObject([{ id, input: { language: 'zh' } }])
  await revokeLeaderboardLink(world.owner, { leaderboardLinkId: id })
  await expect(viewSharedLeaderboard(anybody, { token })).rejects.toMatchObject({ code: 'LEADERBOARD_LINK_NOT_FOUND' })
  expect(await listLeaderboardLinks(world.owner, { projectId })).toEqual([])
})

async function importLines(id: string, lines: object[]): Promise<void> {
  const chunks = [Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n'))]
  await importFile(world.owner, { projectId: id, idempotencyKey: world.key(), filename: 'lines.jsonl', chunks })
}

async function sampleVotes() {
  const rows = await world.db.ranking.findMany({
    where: { projectId, notRankable: null },
    include: { rankedCompletions: { include: { completion: true } }, task: { include: { prompt: true } } },
  })
  return rows.flatMap(({ rankedCompletions, task }) =>
    rankedCompletions.flatMap((a, at) =>
      rankedCompletions.slice(at + 1).map((b) => {
        const [better, worse] = a.rank <= b.rank ? [a, b] : [b, a]
        return {
          winner: better.completion.model!,
          loser: worse.completion.model!,
          isTie: a.rank === b.rank,
          language: task.prompt.language,
        }
      }),
    ),
  )
}
