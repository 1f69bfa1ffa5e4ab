import { AppError } from '@plackett/contracts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bestOfK } from './best-of-k.ts'
import { collectGames, collectShownGames } from './collect-games.ts'
import { comparisonsOf, type Ranks } from './comparisons-of.ts'
import { countHalfWins } from './count-half-wins.ts'
import { ranksToTiers } from './ranks-to-tiers.ts'
import { tiersToRanks } from './tiers-to-ranks.ts'
import { weighComparisons } from './weigh-comparisons.ts'

const ranksOf = (completions: number) =>
  fc.array(fc.option(fc.integer({ min: 1, max: 5 })), { minLength: completions, maxLength: completions })
const anyRanks = fc.integer({ min: 0, max: 9 }).chain(ranksOf)
const pairs = (n: number) => (n * n - n) / 2

describe('comparisonsOf', () => {
  test('3 above 1 = 4 above 2 gives five decided pairs and a tie', () => {
    expect(comparisonsOf([2, 3, 1, 2])).toEqual({
      strict: [
        { better: 0, worse: 1, strength: 1 },
        { better: 2, worse: 0, strength: 1 },
        { better: 2, worse: 1, strength: 2 },
        { better: 2, worse: 3, strength: 1 },
        { better: 3, worse: 1, strength: 1 },
      ],
      ties: [[0, 3]],
    })
  })

  test('strength counts tiers, so it is the same however ties move the ranks after them', () => {
    expect(comparisonsOf([1, 2, 2, 4])).toEqual(comparisonsOf([1, 2.5, 2.5, 3]))
  })

  test('there are C(K,2) pairs of the placed, and as many ties as the tiers hold pairs', () => {
    fc.assert(
      fc.property(anyRanks, (ranks) => {
        const { strict, ties } = comparisonsOf(ranks)
        const placed = ranks.filter((rank) => rank !== null)
        const tied = [...new Set(placed)].map((rank) => pairs(placed.filter((other) => other === rank).length))
        expect(ties.length).toBe(tied.reduce((sum, count) => sum + count, 0))
        expect(strict.length).toBe(pairs(placed.length) - ties.length)
      }),
    )
  })

  test('turning the ranks round swaps every pair and keeps the ties', () => {
    fc.assert(
      fc.property(anyRanks, (ranks) => {
        const { strict, ties } = comparisonsOf(ranks)
        const turned = comparisonsOf(ranks.map((rank) => (rank === null ? null : -rank)))
        expect(new Set(turned.strict.map(({ better, worse, strength }) => `${worse} ${better} ${strength}`))).toEqual(
          new Set(strict.map(({ better, worse, strength }) => `${better} ${worse} ${strength}`)),
        )
        expect(turned.ties).toEqual(ties)
      }),
    )
  })

  test('shuffling the completions shuffles the pairs with them', () => {
    const shuffled = anyRanks.chain((ranks) => {
      return fc.tuple(fc.constant(ranks), fc.shuffledSubarray([...ranks.keys()], { minLength: ranks.length }))
    })
    fc.assert(
      fc.property(shuffled, ([ranks, order]) => {
        const named = (from: Ranks, name: (index: number) => number) =>
          new Set(comparisonsOf(from).strict.map(({ better, worse }) => `${name(better)} ${name(worse)}`))
        expect(
          named(
            order.map((index) => ranks[index]!),
            (index) => order[index]!,
          ),
        ).toEqual(named(ranks, (index) => index))
      }),
    )
  })

  test.each([[[1, Number.NaN]], [[1, Infinity]]])('ranks %j are refused', (ranks) => {
    expect(() => comparisonsOf(ranks)).toThrow(AppError)
  })
})

describe('tiers and ranks', () => {
  test('a tier of two shares rank 2, and the next rank is 4', () => {
    expect([...tiersToRanks([['c'], ['a', 'd'], ['b']]).values()]).toEqual([1, 2, 2, 4])
  })

  test('tiers come back from the ranks that they gave', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.uuid(), { minLength: 1, maxLength: 4 }), { maxLength: 5 }), (tiers) => {
        expect(ranksToTiers(tiersToRanks(tiers))).toEqual(tiers)
      }),
    )
  })
})

describe('what comparisons weigh', () => {
  const tasks = fc
    .integer({ min: 2, max: 6 })
    .chain((completions) => fc.array(ranksOf(completions), { minLength: 1, maxLength: 4 }))

  test('a task weighs the share of its annotators who decided anything, and 1 with ties if all placed two', () => {
    fc.assert(
      fc.property(tasks, (rankings) => {
        const rows = weighComparisons(rankings.map((ranks) => ({ ranks })))
        const total = (of: (row: (typeof rows)[0]) => number) => rows.reduce((sum, row) => sum + of(row), 0)
        const share = (of: (ranks: Ranks) => boolean) => rankings.filter(of).length / rankings.length
        expect(total(({ weights }) => weights.strict ?? 0)).toBeCloseTo(
          share((ranks) => comparisonsOf(ranks).strict.length > 0),
        )
        expect(total(({ weights }) => weights.withTies)).toBeCloseTo(
          share((ranks) => ranks.filter((rank) => rank !== null).length > 1),
        )
      }),
    )
  })

  test('half wins of a pair sum to the share of annotators who placed both', () => {
    fc.assert(
      fc.property(tasks, (rankings) => {
        const wins = countHalfWins(rankings)
        for (const a of wins.keys()) {
          for (const b of wins.keys()) {
            const both = rankings.filter((ranks) => ranks[a] !== null && ranks[b] !== null).length
            if (a !== b) expect(wins[a]![b]! + wins[b]![a]!).toBeCloseTo(both / rankings.length)
          }
        }
      }),
    )
  })

  test('best of K is part of the decided pairs, and nothing if the first place is shared', () => {
    expect(bestOfK([1, 1, 3])).toEqual([])
    fc.assert(
      fc.property(anyRanks, (ranks) => {
        const decided = comparisonsOf(ranks).strict.map(({ better, worse }) => `${better} ${worse}`)
        for (const { better, worse } of bestOfK(ranks)) expect(decided).toContain(`${better} ${worse}`)
      }),
    )
  })
})

describe('collectGames', () => {
  test('counts by item, with weights, and never an item against itself', () => {
    const rankings = [
      { ranks: [1, 2, 2], items: [7, 3, 7] },
      { ranks: [1, 2], items: [3, 7], weight: 0.5 },
    ]
    expect(collectGames(rankings)).toEqual([{ first: 3, second: 7, wins: 0.5, losses: 1, ties: 1 }])
  })

  test('or by the item shown first, where position is asked about', () => {
    const rankings = [
      { ranks: [1, 2], items: [7, 3] },
      { ranks: [1, 2], items: [3, 7] },
    ]
    expect(collectShownGames(rankings)).toEqual([
      { first: 3, second: 7, wins: 1, losses: 0, ties: 0 },
      { first: 7, second: 3, wins: 1, losses: 0, ties: 0 },
    ])
  })

  test('rankings without an item for each rank are refused', () => {
    expect(() => collectGames([{ ranks: [1, 2], items: [1] }])).toThrow(AppError)
  })
})
