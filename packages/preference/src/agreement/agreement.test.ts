import { AppError } from '@plackett/contracts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Ranks } from '../comparisons/comparisons-of.ts'
import { pcg32 } from '../numerics/pcg32.ts'
import { AgreementTally } from './agreement-tally.ts'
import { bootstrapAlpha } from './bootstrap-alpha.ts'
import { cohenKappa } from './cohen-kappa.ts'
import { fleissKappa } from './fleiss-kappa.ts'
import { gwetAc } from './gwet-ac.ts'
import { humanAgreement } from './human-agreement.ts'
import { jackknifeAlpha } from './jackknife-alpha.ts'
import { kendallTauB } from './kendall-tau-b.ts'
import { kendallW } from './kendall-w.ts'
import { krippendorffAlpha } from './krippendorff-alpha.ts'
import { pairAgreement } from './pair-agreement.ts'
import { pairAlpha, pairAlphaSample } from './pair-alpha.ts'
import { pairVotes } from './pair-votes.ts'
import { rankAlpha, rankAlphaSample } from './rank-alpha.ts'
import { rawAgreement } from './raw-agreement.ts'
import { meanSpearman, spearman } from './spearman.ts'
import { testConcordance } from './test-concordance.ts'

/** Krippendorff's example: a row a coder, a column a unit, a point where nothing was said. */
const textbook = ['123321412...', '1233224125.3', '.3332342251.', '12332441251.']
const units = [...textbook[0]!].map((_, unit) =>
  textbook.flatMap((row) => (row[unit] === '.' ? [] : [Number(row[unit])])),
)

const ranksOf = (completions: number) =>
  fc.array(fc.option(fc.integer({ min: 1, max: 4 })), { minLength: completions, maxLength: completions })
const task = fc.integer({ min: 2, max: 5 }).chain((completions) => fc.array(ranksOf(completions), { maxLength: 4 }))
const tasks = fc.array(task, { maxLength: 8 })
const strictTasks = fc.array(
  fc.array(fc.shuffledSubarray([1, 2, 3, 4], { minLength: 4 }), { minLength: 3, maxLength: 3 }),
  { minLength: 1, maxLength: 12 },
)

function tallied(all: readonly (readonly Ranks[])[]) {
  const tally = new AgreementTally<number>()
  for (const rankings of all) tally.add(rankings.map((ranks, annotator) => ({ annotator, ranks })))
  return tally
}

/** Equal up to rounding, null to null alone. */
function expectSame(a: number | null, b: number | null) {
  if (a === null || b === null) expect(a).toBe(b)
  else expect(a).toBeCloseTo(b, 9)
}

describe('Krippendorff’s α', () => {
  test.each([
    ['nominal', 0.743421],
    ['ordinal', 0.815388],
    ['interval', 0.849107],
    ['ratio', 0.797403],
  ] as const)('of the textbook’s example is known, %s', (level, expected) => {
    expect(krippendorffAlpha(units, level)).toBeCloseTo(expected, 6)
  })

  test('is undefined, not 1, where all values are equal or none can be paired', () => {
    expect(
      krippendorffAlpha([
        [2, 2],
        [2, 2, 2],
      ]),
    ).toBeNull()
    expect(krippendorffAlpha([[0.1, 0.1, 0.1]])).toBeNull()
    expect(krippendorffAlpha([[1], [2]])).toBeNull()
    expect(krippendorffAlpha([])).toBeNull()
  })

  test('does not move with the order of units or values', () => {
    const shuffled = fc.tuple(
      fc.shuffledSubarray(units, { minLength: units.length }),
      fc.constantFrom('nominal', 'ordinal', 'interval', 'ratio'),
    )
    fc.assert(
      fc.property(shuffled, ([mixed, level]) => {
        const reversed = mixed.map((unit) => unit.toReversed())
        expect(krippendorffAlpha(reversed, level)).toBeCloseTo(krippendorffAlpha(units, level)!, 9)
      }),
    )
  })

  test('refuses values that are not numbers, and negative ones as ratios', () => {
    expect(() => krippendorffAlpha([[1, Number.NaN]])).toThrow(AppError)
    expect(() => krippendorffAlpha([[1, -1]], 'ratio')).toThrow(AppError)
  })
})

describe('α over pairs of completions', () => {
  test('is the mean Kendall τ for strict rankings, up to one part in the number of values', () => {
    fc.assert(
      fc.property(strictTasks, (all) => {
        const taus = all.flatMap((rankings) => {
          return rankings.flatMap((a, at) => rankings.slice(at + 1).map((b) => kendallTauB(a, b)!))
        })
        const tau = taus.reduce((sum, each) => sum + each, 0) / taus.length
        const values = 2 * 3 * 6 * all.length
        expect(pairAlpha(all.flatMap(pairVotes))).toBeCloseTo(1 - ((values - 1) / values) * (1 - tau), 9)
      }),
    )
  })

  test('is the same whichever completion is named first, and when all ranks are turned round', () => {
    fc.assert(
      fc.property(tasks, (all) => {
        const alpha = pairAlpha(all.flatMap(pairVotes))
        expectSame(pairAlpha(all.flatMap((rankings) => pairVotes(rankings.map((ranks) => ranks.toReversed())))), alpha)
        const turned = all.map((rankings) => rankings.map((ranks) => ranks.map((rank) => rank && -rank)))
        expectSame(pairAlpha(turned.flatMap(pairVotes)), alpha)
      }),
    )
  })

  test('is undefined where everybody ties everything', () => {
    expect(
      pairAlpha(
        pairVotes([
          [1, 1, 1],
          [2, 2, 2],
        ]),
      ),
    ).toBeNull()
  })

  test('has an interval that contains it, narrower for more tasks', () => {
    const random = pcg32(1)
    const shuffled = () => [1, 2, 3, 4].map((rank) => rank + 3 * random())
    const votes = Array.from({ length: 400 }, () => pairVotes([shuffled(), shuffled(), shuffled()]))
    const widths = [40, 400].map((count) => {
      const sample = pairAlphaSample(votes.slice(0, count))
      const knife = jackknifeAlpha(sample)!
      const boot = bootstrapAlpha(sample, { rounds: 400, random: pcg32(2) })!
      expect(knife.alpha).toBeGreaterThan(knife.lower)
      expect(knife.alpha).toBeLessThan(knife.upper)
      expect(boot.standardDeviation / knife.standardError).toBeCloseTo(1, 0)
      expect(boot.undefinedRounds).toBe(0)
      return knife.upper - knife.lower
    })
    expect(widths[1]! / widths[0]!).toBeLessThan(0.5)
  })

  test('over mid-ranks has an interval too, around what it is', () => {
    const all = Array.from({ length: 60 }, (_, seed) => {
      const random = pcg32(seed)
      return [0, 1].map(() => [1, 2, 3, 4].map((rank) => Math.round(rank + 3 * random())))
    })
    for (const level of ['interval', 'ordinal'] as const) {
      const knife = jackknifeAlpha(rankAlphaSample(all, level))!
      expect(knife.alpha).toBeCloseTo(rankAlpha(all, level)!, 9)
      expect(knife.lower).toBeLessThan(knife.alpha)
    }
  })

  test('has no interval from one task', () => {
    expect(
      jackknifeAlpha(
        pairAlphaSample([
          pairVotes([
            [1, 2],
            [1, 2],
          ]),
        ]),
      ),
    ).toBeNull()
  })

  test('has the same bootstrap interval for the same seed', () => {
    const sample = pairAlphaSample([
      pairVotes([
        [1, 2, 3],
        [1, 3, 2],
      ]),
      pairVotes([
        [1, 2, 3],
        [3, 2, 1],
      ]),
    ])
    const interval = () => bootstrapAlpha(sample, { rounds: 50, random: pcg32(3) })
    expect(interval()).toEqual(interval())
  })
})

describe('humanAgreement', () => {
  const twoOf = (a: Record<string, number>, b: Record<string, number>) => ({
    rankings: [
      { annotator: 'ann', ranks: a },
      { annotator: 'bob', ranks: new Map(Object.entries(b)) },
    ],
  })

  test('counts pairs that both decided, by completion id', () => {
    const found = humanAgreement([twoOf({ x: 1, y: 2, z: 3 }, { z: 1, y: 1, x: 3 })])
    expect(found).toMatchObject({ pairAgreement: 0, pairs: 2, tasks: 1, annotators: 2 })
  })

  test('is null where no task was ranked twice, or nobody decided the same pair', () => {
    expect(humanAgreement([])).toBeNull()
    expect(humanAgreement([{ rankings: [{ annotator: 'ann', ranks: { x: 1, y: 2 } }] }])).toBeNull()
    expect(humanAgreement([twoOf({ x: 1, y: 2 }, { x: 1, y: 1 })])).toBeNull()
    expect(humanAgreement([twoOf({ x: 1, y: 2 }, { y: 1, z: 2 })])).toBeNull()
  })

  test('does not let an annotator agree with an earlier ranking of their own', () => {
    const ranking = { annotator: 'ann', ranks: { x: 1, y: 2 } }
    expect(humanAgreement([{ rankings: [ranking, ranking] }])).toBeNull()
  })

  test('is perfect for equal rankings, and α says the opposite of opposite ones', () => {
    const equal = Array.from({ length: 30 }, () => twoOf({ x: 1, y: 2, z: 3 }, { x: 1, y: 2, z: 3 }))
    expect(humanAgreement(equal)).toMatchObject({ pairAgreement: 1, alpha: 1, rankAlpha: 1 })
    const opposite = Array.from({ length: 30 }, () => twoOf({ x: 1, y: 2, z: 3 }, { x: 3, y: 2, z: 1 }))
    expect(humanAgreement(opposite)!.pairAgreement).toBe(0)
    expect(humanAgreement(opposite)!.alpha).toBeCloseTo(-1, 1)
  })

  test('counted task by task it is what the definitions say of all tasks together', () => {
    fc.assert(
      fc.property(tasks, (all) => {
        const found = tallied(all).result()
        const shared = all.filter((rankings) => rankings.length > 1)
        const votes = shared.flatMap(pairVotes)
        const { share, pairs } = pairAgreement(votes)
        expect(found?.pairAgreement ?? null).toBe(share)
        if (found === null) return
        expect(found.pairs).toBe(pairs)
        expectSame(found.alpha, pairAlpha(votes))
        expectSame(found.rankAlpha, rankAlpha(shared))
        expect(found.tasks).toBe(shared.length)
      }),
    )
  })

  test('says of each annotator how often the others agree', () => {
    const tally = tallied([
      [
        [1, 2, 3],
        [1, 2, 3],
        [3, 2, 1],
      ],
    ])
    expect(tally.annotators().map(({ share, pairs }) => [share, pairs])).toEqual([
      [0.5, 6],
      [0.5, 6],
      [0, 6],
    ])
  })
})

describe('Kendall’s W and τ_b', () => {
  test('are known for small examples', () => {
    expect(
      kendallW([
        [1, 2, 3, 4],
        [1, 2, 4, 3],
        [2, 1, 3, 4],
      ]),
    ).toBeCloseTo(0.822222, 6)
    expect(
      kendallW([
        [1, 2.5, 2.5, 4],
        [1, 2, 3, 4],
        [2, 2, 2, 4],
      ]),
    ).toBeCloseTo(0.893333, 6)
    expect(kendallTauB([1, 2.5, 2.5, 4], [1, 2, 3, 4])).toBeCloseTo(0.912871, 6)
    expect(kendallTauB([1, 2, 2, 4], [2, 1, 3, 4])).toBeCloseTo(0.547723, 6)
  })

  test('are undefined where all is tied', () => {
    expect(kendallTauB([1, 1, 1], [1, 2, 3])).toBeNull()
    expect(kendallTauB([1], [1])).toBeNull()
    expect(
      kendallW([
        [1, 1],
        [2, 2],
      ]),
    ).toBeNull()
    expect(kendallW([])).toBeNull()
    expect(testConcordance([[3, 3, 3]])).toBeNull()
    expect(
      meanSpearman([
        [1, 1, 1],
        [1, 2, 3],
      ]),
    ).toBeNull()
  })

  test('τ_b and ρ change sign when one side is turned round, and not when both are', () => {
    const lists = fc.tuple(
      fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 2, maxLength: 8 }),
      fc.infiniteStream(fc.integer({ min: 0, max: 5 })),
    )
    fc.assert(
      fc.property(lists, ([a, stream]) => {
        const b = a.map(() => stream.next().value)
        const minus = (list: number[]) => list.map((value) => -value)
        for (const correlation of [kendallTauB, spearman]) {
          const value = correlation(a, b)
          expectSame(correlation(minus(a), b), value === null ? null : -value)
          expectSame(correlation(minus(a), minus(b)), value)
        }
      }),
    )
  })

  test('two strict orders of four agree fully by chance once in 24', () => {
    expect(
      testConcordance([
        [1, 2, 3, 4],
        [1, 2, 3, 4],
      ]),
    ).toEqual({ w: 1, p: expect.closeTo(1 / 24, 12), method: 'exact' })
  })

  test('many completions are tested by χ²', () => {
    const orders = [1, 2, 3].map((seed) => Array.from({ length: 12 }, pcg32(seed)))
    expect(testConcordance(orders)!.method).toBe('chi-square')
  })

  test('lists of different lengths are refused', () => {
    expect(() => kendallTauB([1, 2], [1])).toThrow(AppError)
    expect(() => kendallW([[1, 2], [1]])).toThrow(AppError)
    expect(() => spearman([1, 2], [1])).toThrow(AppError)
    expect(() => pairVotes([[1, 2], [1]])).toThrow(AppError)
  })
})

describe('κ, AC1 and AC2', () => {
  test('Fleiss’ κ of two values shared out evenly is −1/(m−1) at worst', () => {
    expect(
      fleissKappa([
        [1, 1],
        [1, 1],
      ]),
    ).toBeCloseTo(-1, 12)
  })

  test('are undefined where only one value occurs', () => {
    expect(cohenKappa([1, 1], [1, 1])).toBeNull()
    expect(
      fleissKappa([
        [3, 0],
        [3, 0],
      ]),
    ).toBeNull()
    expect(fleissKappa([])).toBeNull()
    expect(
      gwetAc([
        [1, 1],
        [1, 1],
      ]),
    ).toBeNull()
    expect(rawAgreement([[1, 0]])).toBeNull()
  })

  test('Fleiss’ κ refuses units with different numbers of values', () => {
    expect(() =>
      fleissKappa([
        [2, 1],
        [1, 1],
      ]),
    ).toThrow(AppError)
  })

  test('Cohen’s κ is symmetric in the two annotators', () => {
    const values = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })), { minLength: 1 })
    fc.assert(
      fc.property(values, fc.constantFrom('unweighted', 'linear', 'quadratic'), (both, weights) => {
        const [a, b] = [both.map(([first]) => first), both.map(([, second]) => second)]
        expectSame(cohenKappa(a, b, weights), cohenKappa(b, a, weights))
      }),
    )
  })
})
