import { AppError } from '@plackett/contracts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pcg32, type Random } from '../numerics/pcg32.ts'
import { sigmoid } from '../numerics/sigmoid.ts'
import { bootstrapRatings } from './bootstrap-ratings.ts'
import type { Fit } from './fit.ts'
import { fitBradleyTerry } from './fit-bradley-terry.ts'
import { fitComposite } from './fit-composite.ts'
import { fitDavidson } from './fit-davidson.ts'
import { fitDavidsonLuce } from './fit-davidson-luce.ts'
import { fitPlackettLuce } from './fit-plackett-luce.ts'
import { fitPositionEffect } from './fit-position-effect.ts'
import { fitRaoKupper } from './fit-rao-kupper.ts'
import { fitStyleControlled } from './fit-style-controlled.ts'
import { fitBradleyTerryWithGhost } from './fit-with-ghost.ts'
import type { Game, GameTable } from './game.ts'
import { lsrStep } from './lsr-step.ts'
import type { Tiers } from './luce-likelihood.ts'
import { mmStep } from './mm-step.ts'
import { rateItems } from './rate-items.ts'
import { scaled } from './style-features.ts'
import { votesToFlip } from './votes-to-flip.ts'
import { winMatrix } from './win-matrix.ts'

function game(first: number, second: number, wins: number, losses: number, ties = 0): Game {
  return { first, second, wins, losses, ties }
}

function fitted<T extends object>(fit: Fit<T>): T {
  if (fit.kind === 'undefined') throw new Error(fit.reason)
  return fit
}

function expectAll(actual: readonly number[], expected: readonly number[], digits: number) {
  expect(actual.length).toBe(expected.length)
  for (const [k, value] of expected.entries()) expect(actual[k]).toBeCloseTo(value, digits)
}

function shares(logWorths: readonly number[]): number[] {
  const worths = logWorths.map(Math.exp)
  const total = worths.reduce((sum, worth) => sum + worth, 0)
  return worths.map((worth) => worth / total)
}

/** Games of every two items, enough of each kind that all models have a maximum. */
const anyTable = fc.integer({ min: 2, max: 6 }).chain((items) => {
  const count = fc.integer({ min: 1, max: 12 })
  const pairs = Array.from({ length: items }, (_, i) =>
    Array.from({ length: items - i - 1 }, (__, k) => [i, i + 1 + k]),
  )
  const games = pairs.flat().map(([i, j]) => fc.tuple(count, count, count).map(([w, l, t]) => game(i!, j!, w, l, t)))
  return fc.tuple(...games).map((list): GameTable => ({ items, games: list }))
})

const wikipedia: GameTable = {
  items: 4,
  games: [game(0, 1, 2, 3), game(0, 3, 1, 4), game(1, 2, 5, 3), game(2, 3, 1, 3)],
}

const puddingRows = [
  '12 19 22 16',
  '13 16 19 12',
  '23 19 19 10',
  '14 18 23 13',
  '24 23 19 9',
  '34 19 20 15',
  '15 13 19 18',
  '25 16 20 12',
  '35 16 15 17',
  '45 17 14 16',
  '16 18 21 12',
  '26 22 20 12',
  '36 13 18 10',
  '46 14 19 18',
  '56 11 21 12',
]
const pudding: GameTable = {
  items: 6,
  games: puddingRows.map((row) => {
    const [pair, wins, losses, ties] = row.split(' ')
    return game(Number(pair![0]) - 1, Number(pair![1]) - 1, Number(wins), Number(losses), Number(ties))
  }),
}

/** Ranks of apple, banana, orange, pear as digits, 0 for what is not in the set. */
function rankingsOf(text: string) {
  const rankings = text.split(' ').map((ranks): Tiers => {
    const levels = [...new Set(ranks)].filter((rank) => rank !== '0').sort()
    return levels.map((level) => [...ranks].flatMap((rank, item) => (rank === level ? [item] : [])))
  })
  return { items: 4, rankings }
}

describe('Bradley–Terry', () => {
  test('gives the worths and standard errors that are known for four items', () => {
    const { logWorths, standardErrors } = fitted(fitBradleyTerry(wikipedia))
    expectAll(logWorths.map(Math.exp), [0.6398, 1.0433, 0.6598, 2.2704], 4)
    expectAll(standardErrors.fisher, [0.5481, 0.4818, 0.5204, 0.6213], 4)
    expectAll(standardErrors.sandwich, [0.5443, 0.4847, 0.5282, 0.624], 4)
  })

  test('turning all games round turns all worths round', () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const turned = table.games.map((each) => ({ ...each, wins: each.losses, losses: each.wins }))
        const { logWorths } = fitted(fitBradleyTerry(table))
        expectAll(
          fitted(fitBradleyTerry({ ...table, games: turned })).logWorths,
          logWorths.map((s) => -s),
          8,
        )
      }),
      { numRuns: 40 },
    )
  })

  test('naming the items otherwise, or the pairs the other way round, changes nothing', () => {
    const renamed = anyTable.chain((table) => {
      return fc.tuple(
        fc.constant(table),
        fc.shuffledSubarray([...Array(table.items).keys()], { minLength: table.items }),
      )
    })
    fc.assert(
      fc.property(renamed, ([table, names]) => {
        const games = table.games.map(({ first, second, wins, losses, ties }) => {
          return game(names[second]!, names[first]!, losses, wins, ties)
        })
        const { logWorths } = fitted(fitBradleyTerry({ ...table, games: games.toReversed() }))
        expectAll(
          names.map((name) => logWorths[name]!),
          fitted(fitBradleyTerry(table)).logWorths,
          8,
        )
      }),
      { numRuns: 40 },
    )
  })

  test('is where the steps of the slow iteration end', () => {
    let worths = [1, 1, 1, 1]
    for (let step = 0; step < 3000; step++) worths = mmStep(wikipedia, worths).worths
    const { logWorths } = fitted(fitBradleyTerry(wikipedia))
    expectAll(shares(worths.map(Math.log)), shares(logWorths), 9)
  })

  test('finds 300 items again from many games', () => {
    const random = pcg32(1)
    const truth = Array.from({ length: 300 }, () => 2 * random())
    const games = Array.from({ length: 6000 }, () => {
      const first = Math.floor(random() * 300)
      const second = (first + 1 + Math.floor(random() * 299)) % 300
      const wins = Array.from({ length: 20 }, random).filter((u) => u < sigmoid(truth[first]! - truth[second]!)).length
      return game(first, second, wins, 20 - wins)
    })
    const { logWorths, standardErrors } = fitted(fitBradleyTerry({ items: 300, games }))
    const mean = truth.reduce((sum, s) => sum + s, 0) / 300
    const errors = logWorths.map((s, item) => (s - truth[item]! + mean) / standardErrors.sandwich[item]!)
    const covered = errors.filter((error) => Math.abs(error) < 1.96).length
    expect(covered / 300).toBeGreaterThan(0.9)
  })

  test('says which groups compare where no estimate exists, and the ghost still gives one', () => {
    const islands = { items: 4, games: [game(0, 1, 3, 2), game(2, 3, 1, 4), game(0, 2, 2, 0)] }
    const fit = fitBradleyTerry(islands)
    expect(fit).toEqual({
      kind: 'undefined',
      reason: 'not-strongly-connected',
      components: [
        [0, 1],
        [2, 3],
      ],
    })
    const { logWorths } = fitBradleyTerryWithGhost(islands)
    expect(logWorths.every(Number.isFinite)).toBe(true)
    expect(logWorths[0]).toBeGreaterThan(logWorths[2]!)
  })

  test.each([
    ['an unknown item', game(0, 9, 1, 1)],
    ['an item against itself', game(1, 1, 1, 1)],
    ['a negative count', game(0, 1, -1, 1)],
    ['a count that is no number', game(0, 1, Number.NaN, 1)],
  ])('%s is refused', (_, bad) => {
    for (const fit of [
      fitBradleyTerry,
      fitDavidson,
      fitRaoKupper,
      fitPositionEffect,
      fitBradleyTerryWithGhost,
      winMatrix,
    ]) {
      expect(() => fit({ items: 3, games: [bad] })).toThrow(AppError)
    }
  })
})

describe('ties', () => {
  test('Davidson’s puddings have the worths, ν and likelihood that are known', () => {
    const { logWorths, nu, logLikelihood } = fitted(fitDavidson(pudding))
    expectAll(shares(logWorths), [0.138803, 0.173002, 0.161747, 0.165373, 0.158685, 0.202389], 5)
    expect(nu).toBeCloseTo(0.746823, 6)
    expect(logLikelihood).toBeCloseTo(-809.70951, 6)
  })

  test('Davidson–Luce on pairs is Davidson, and Rao–Kupper comes close', () => {
    const rankings = pudding.games.flatMap(({ first, second, wins, losses, ties }): Tiers[] => [
      ...Array.from({ length: wins }, () => [[first], [second]]),
      ...Array.from({ length: losses }, () => [[second], [first]]),
      ...Array.from({ length: ties }, () => [[first, second]]),
    ])
    const davidson = fitted(fitDavidson(pudding))
    const luce = fitted(fitDavidsonLuce({ items: 6, rankings }))
    expectAll(luce.logWorths, davidson.logWorths, 8)
    expectAll(luce.standardErrors.sandwich, davidson.standardErrors.sandwich, 8)
    expect(luce.ties).toMatchObject([{ size: 2, delta: expect.closeTo(davidson.nu, 8) }])
    expectAll(fitted(fitRaoKupper(pudding)).logWorths, davidson.logWorths, 1)
  })

  test('without a tie the models are Bradley–Terry, with nothing else they are undefined', () => {
    expect(fitted(fitDavidson(wikipedia))).toMatchObject({ nu: 0, lnNu: null })
    expect(fitted(fitRaoKupper(wikipedia))).toMatchObject({ theta: 1, lnThetaError: null })
    const onlyTies = { items: 2, games: [game(0, 1, 0, 0, 5)] }
    for (const fit of [fitDavidson, fitRaoKupper]) expect(fit(onlyTies)).toMatchObject({ reason: 'only-ties' })
  })

  test('wins one way and ties can be explained ever better, which is said and not hidden by a big number', () => {
    const oneWay = { items: 2, games: [game(0, 1, 3, 0, 2)] }
    for (const fit of [fitDavidson, fitRaoKupper]) expect(fit(oneWay)).toMatchObject({ reason: 'unbounded' })
    const ranked = { items: 2, rankings: [[[0], [1]], [[0, 1]]] }
    expect(fitDavidsonLuce(ranked)).toMatchObject({ reason: 'unbounded' })
    const cycle = { items: 3, games: [game(0, 1, 1, 0, 1), game(1, 2, 1, 0), game(2, 0, 1, 0)] }
    for (const fit of [fitDavidson, fitRaoKupper]) expect(fit(cycle)).toMatchObject({ kind: 'fitted' })
  })

  test('turning all games round turns the worths round and keeps the tie parameter', () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const turned = {
          ...table,
          games: table.games.map((each) => ({ ...each, wins: each.losses, losses: each.wins })),
        }
        const [davidson, mirrored] = [fitted(fitDavidson(table)), fitted(fitDavidson(turned))]
        expectAll(
          mirrored.logWorths,
          davidson.logWorths.map((s) => -s),
          8,
        )
        expect(mirrored.nu).toBeCloseTo(davidson.nu, 8)
        expect(fitted(fitRaoKupper(turned)).theta).toBeCloseTo(fitted(fitRaoKupper(table)).theta, 8)
      }),
      { numRuns: 30 },
    )
  })
})

describe('Plackett–Luce and Davidson–Luce', () => {
  test('give the worths and likelihoods that are known for fruit', () => {
    const strict = fitted(fitPlackettLuce(rankingsOf('1200 4123 1230 2130 1032 3412')))
    expectAll(shares(strict.logWorths), [0.308998, 0.243727, 0.136448, 0.310827], 6)
    expect(strict.logLikelihood).toBeCloseTo(-11.901977, 6)
    const r1 = fitted(fitDavidsonLuce(rankingsOf('1200 4123 2111 1230 2130 1032 1111')))
    expectAll(shares(r1.logWorths), [0.282036, 0.443192, 0.069584, 0.205188], 6)
    expectAll(
      r1.ties.map(({ delta }) => delta),
      [0.457308, 3.372266],
      6,
    )
    expect(r1.logLikelihood).toBeCloseTo(-13.163436, 6)
    const r2 = fitted(fitDavidsonLuce(rankingsOf('1200 4123 2110 1230 2130 1032 1111')))
    expectAll(shares(r2.logWorths), [0.274679, 0.452735, 0.081815, 0.190771], 6)
    expect(r2.ties.map(({ size }) => size)).toEqual([2, 4])
    expectAll(
      r2.ties.map(({ delta }) => delta),
      [0.139936, 5.659459],
      6,
    )
    expect(r2.logLikelihood).toBeCloseTo(-13.537788, 6)
  })

  test('of pairs are Bradley–Terry, the sandwich too', () => {
    const rankings = wikipedia.games.flatMap(({ first, second, wins, losses }): Tiers[] => [
      ...Array.from({ length: wins }, () => [[first], [second]]),
      ...Array.from({ length: losses }, () => [[second], [first]]),
    ])
    const luce = fitted(fitPlackettLuce({ items: 4, rankings }))
    const pairs = fitted(fitBradleyTerry(wikipedia))
    expectAll(luce.logWorths, pairs.logWorths, 9)
    expectAll(luce.standardErrors.fisher, pairs.standardErrors.fisher, 9)
    expectAll(luce.standardErrors.sandwich, pairs.standardErrors.sandwich, 9)
  })

  test('are where the spectral steps end', () => {
    const table = rankingsOf('1234 4123 1243 2134 1432 3412')
    let worths = [0.25, 0.25, 0.25, 0.25]
    for (let step = 0; step < 300; step++) worths = lsrStep(table, worths)!
    expectAll(worths, shares(fitted(fitPlackettLuce(table)).logWorths), 9)
    expect(lsrStep(rankingsOf('1234 1243'), worths)).not.toBeNull()
    expect(lsrStep(rankingsOf('1200 0012'), worths)).toBeNull()
  })

  test('an order that an item never loses has no maximum', () => {
    expect(fitPlackettLuce(rankingsOf('1234 1324 1423'))).toMatchObject({ reason: 'not-strongly-connected' })
  })

  test.each([
    ['an item twice', [[0], [0]]],
    ['an unknown item', [[0], [7]]],
    ['an empty tier', [[0], [], [1]]],
  ])('%s is refused', (_, tiers) => {
    expect(() => fitDavidsonLuce({ items: 3, rankings: [tiers] })).toThrow(AppError)
  })

  test('a tie is refused by Plackett–Luce and by the spectral step', () => {
    expect(() => fitPlackettLuce(rankingsOf('1123'))).toThrow(AppError)
    expect(() => lsrStep(rankingsOf('1123'), [1, 1, 1, 1])).toThrow(AppError)
  })
})

describe('leaderboards', () => {
  test('an anchor moves all ratings and intervals together', () => {
    const plain = rateItems(pudding).rows
    const anchored = rateItems({ ...pudding, anchor: { item: 2, rating: 1114 } }).rows
    const shift = 1114 - plain[2]!.rating
    expectAll(
      anchored.map(({ lower }) => lower),
      plain.map(({ lower }) => lower + shift),
      9,
    )
    expect(plain.reduce((sum, { rating }) => sum + rating, 0) / 6).toBeCloseTo(1000, 9)
    expect(plain[0]!.games).toBe(57 + 47 + 54 + 50 + 51)
  })

  test('groups that do not compare are named, and a model without games is uncertain rather than certain', () => {
    const { rows, components } = rateItems({ items: 3, games: [game(0, 1, 3, 2)] })
    expect(components).toEqual([[0, 1], [2]])
    expect(rows[2]!.upper - rows[2]!.lower).toBeGreaterThan(rows[0]!.upper - rows[0]!.lower)
  })

  test('an unknown anchor or level is refused', () => {
    expect(() => rateItems({ ...pudding, anchor: { item: 6, rating: 1000 } })).toThrow(AppError)
    expect(() => rateItems({ ...pudding, level: 1 })).toThrow(AppError)
  })

  test('the bootstrap repeats itself for a seed, needs whole counts, and says nothing of no games', () => {
    const interval = () => bootstrapRatings(pudding, { rounds: 20, random: pcg32(9) })
    expect(interval()).toEqual(interval())
    expect(bootstrapRatings({ items: 2, games: [] }, { rounds: 5, random: pcg32(1) })).toBeNull()
    const half = { items: 2, games: [game(0, 1, 0.5, 1)] }
    expect(() => bootstrapRatings(half, { rounds: 5, random: pcg32(1) })).toThrow(AppError)
  })
})

describe('votesToFlip', () => {
  test('a lead of one vote falls with one vote, which is named', () => {
    const close = { items: 2, games: [game(0, 1, 11, 10)] }
    expect(votesToFlip(close)).toEqual({ challenger: 1, votes: 1, dropped: [game(0, 1, 1, 0)] })
  })

  test('what it names does flip the first place', () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const { logWorths } = fitted(fitBradleyTerry(table))
        const flip = votesToFlip(table)
        if (flip === null) return
        const leader = logWorths.indexOf(Math.max(...logWorths))
        const dropped = flip.dropped.map((each) => ({
          ...each,
          wins: -each.wins,
          losses: -each.losses,
          ties: -each.ties,
        }))
        const games = table.games.map((each) => {
          const own = [each, ...dropped.filter(({ first, second }) => first === each.first && second === each.second)]
          const total = (of: (one: Game) => number) => own.reduce((sum, one) => sum + of(one), 0)
          return game(
            each.first,
            each.second,
            total((g) => g.wins),
            total((g) => g.losses),
            total((g) => g.ties),
          )
        })
        const after = fitted(fitBradleyTerry({ ...table, games })).logWorths
        expect(after[flip.challenger]).toBeGreaterThanOrEqual(after[leader]!)
      }),
      { numRuns: 30 },
    )
  })

  test('is undefined without an estimate or a rival, and refuses weights', () => {
    expect(votesToFlip({ items: 2, games: [game(0, 1, 3, 0)] })).toBeNull()
    expect(votesToFlip({ items: 1, games: [] })).toBeNull()
    expect(() => votesToFlip({ items: 2, games: [game(0, 1, 0.5, 1)] })).toThrow(AppError)
  })
})

describe('position, style and several criteria', () => {
  function play(random: Random, pull: number): GameTable {
    const truth = [1, 0.3, -0.3, -1]
    const games = truth.flatMap((s, first) => {
      return truth.flatMap((t, second) => {
        if (first === second) return []
        const wins = Array.from({ length: 400 }, random).filter((u) => u < sigmoid(s - t + pull)).length
        return [game(first, second, wins, 400 - wins)]
      })
    })
    return { items: 4, games }
  }

  test('a pull to the first shown is found, and none where there is none', () => {
    const pulled = fitted(fitPositionEffect(play(pcg32(1), 0.4)))
    expect(pulled.pull).toBeCloseTo(0.4, 1)
    expect(pulled.p).toBeLessThan(1e-6)
    expect(fitted(fitPositionEffect(play(pcg32(2), 0))).p).toBeGreaterThan(0.01)
  })

  test('a pull that no game contradicts has no maximum', () => {
    const firstAlwaysWins = { items: 2, games: [game(0, 1, 3, 0), game(1, 0, 3, 0)] }
    expect(fitPositionEffect(firstAlwaysWins)).toMatchObject({ reason: 'unbounded' })
  })

  test('a longer text that wins for its length is found out', () => {
    const random = pcg32(3)
    const battles = Array.from({ length: 4000 }, () => {
      const first = Math.floor(random() * 3)
      const second = (first + 1 + Math.floor(random() * 2)) % 3
      const length = 2 * random() - 1 + (second - first) / 2
      const p = sigmoid((first - second) * 0.5 + 1.5 * length)
      return { first, second, outcome: random() < p ? 1 : 0, features: [length] }
    })
    const { logWorths, style, errors } = fitted(fitStyleControlled({ items: 3, battles }, 0.001))
    expectAll(logWorths, [-0.5, 0, 0.5], 0.5)
    expect(style[0]).toBeCloseTo(1.5, 0.5)
    expect(errors.style[0]).toBeLessThan(0.2)
  })

  test('battles with different covariates, or none at all, are refused', () => {
    const battle = { first: 0, second: 1, outcome: 1 }
    const uneven = [
      { ...battle, features: [1] },
      { ...battle, features: [] },
    ]
    expect(() => fitStyleControlled({ items: 2, battles: uneven })).toThrow(AppError)
    expect(() => fitStyleControlled({ items: 1, battles: [] })).toThrow(AppError)
  })

  test('one criterion of weight 1 is Bradley–Terry, and a ridge needs no connected games', () => {
    const alone = fitComposite({ items: 4, criteria: [{ weight: 1, games: wikipedia.games }], ridge: 0 })
    expectAll(fitted(alone).logWorths, fitted(fitBradleyTerry(wikipedia)).logWorths, 9)
    const apart = { items: 3, criteria: [{ weight: 1, games: [game(0, 1, 1, 0)] }] }
    expect(fitComposite({ ...apart, ridge: 0 })).toMatchObject({ reason: 'not-strongly-connected' })
    expect(fitComposite({ ...apart, ridge: 1 })).toMatchObject({ kind: 'fitted' })
  })
})

test('scaling keeps 0 in its place and gives columns a mean square of 1; a column of zeros stays', () => {
  const rows = scaled([
    [3, 0],
    [4, 0],
  ])
  expect(rows.map(([value]) => value)).toEqual([3 / Math.sqrt(12.5), 4 / Math.sqrt(12.5)])
  expect(rows.map(([, value]) => value)).toEqual([0, 0])
})
