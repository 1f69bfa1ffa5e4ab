import { AppError } from '@plackett/contracts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pcg32 } from '../numerics/pcg32.ts'
import { sigmoid } from '../numerics/sigmoid.ts'
import { choiceShare } from './choice-share.ts'
import { estimateConfusions, estimateSkills } from './estimate-confusions.ts'
import { type CrowdInput, crowdSlopes, fitCrowdBradleyTerry } from './fit-crowd-bradley-terry.ts'
import { fitSidedBradleyTerry, type SidedInput, sidedSlopes } from './fit-sided-bradley-terry.ts'
import { goldPosterior } from './gold-posterior.ts'
import { noiseCeiling } from './noise-ceiling.ts'
import { orientAtRandom, type PairLabel } from './orient-at-random.ts'
import { reliabilityWeight } from './reliability-weight.ts'
import { scoreGold } from './score-gold.ts'
import { testSlots } from './test-slots.ts'
import { testSpam } from './test-spam.ts'

/** Central differences of a function of a list of numbers. */
function numericSlopes(value: (point: number[]) => number, point: readonly number[]): number[] {
  return point.map((x, k) => {
    const at = (shifted: number) => value(point.with(k, shifted))
    return (at(x + 1e-5) - at(x - 1e-5)) / 2e-5
  })
}

describe('Dawid and Skene', () => {
  const random = pcg32(1)
  const skills = [0.95, 0.85, 0.75, 0.6, 0.2]
  const truth = Array.from({ length: 300 }, () => Math.floor(3 * random()))
  const answers = truth.flatMap((label, task) => {
    return skills.map((skill, annotator) => {
      const wrong = (label + 1 + Math.floor(2 * random())) % 3
      return { task, annotator, label: random() < skill ? label : wrong }
    })
  })
  const table = { tasks: 300, annotators: 5, classes: 3, answers }

  test('find skills and most of the truth', () => {
    const { skill, posterior } = estimateSkills(table)
    for (const [annotator, value] of skills.entries()) expect(skill[annotator]).toBeCloseTo(value, 0.8)
    const right = posterior.filter((row, task) => row.indexOf(Math.max(...row)) === truth[task]).length
    expect(right / 300).toBeGreaterThan(0.9)
    const { confusion } = estimateConfusions(table)
    for (const matrix of confusion) {
      for (const column of [0, 1, 2]) expect(matrix.reduce((sum, row) => sum + row[column]!, 0)).toBeCloseTo(1, 9)
    }
    expect(confusion[0]![1]![1]).toBeGreaterThan(0.8)
  })

  test('more rounds never lower the likelihood', () => {
    const at = (iterations: number) => estimateConfusions(table, { iterations, tolerance: 0 }).logLikelihood
    const values = [0, 1, 2, 5, 20, 60].map(at)
    for (const [k, value] of values.slice(1).entries()) expect(value).toBeGreaterThanOrEqual(values[k]! - 1e-9)
  })

  test('know nothing of somebody without answers', () => {
    const silent = { ...table, annotators: 6 }
    expect(estimateSkills(silent).skill[5]).toBeNull()
    expect(estimateConfusions(silent).confusion[5]![0]![0]).toBeCloseTo(1 / 3, 9)
  })

  test.each([
    ['an unknown annotator', { ...table, annotators: 2 }],
    ['an unknown label', { ...table, classes: 2 }],
    ['a task without answers', { ...table, tasks: 301 }],
    ['a single class', { tasks: 1, annotators: 1, classes: 1, answers: [{ task: 0, annotator: 0, label: 0 }] }],
  ])('%s is refused', (_, bad) => {
    expect(() => estimateConfusions(bad)).toThrow(AppError)
    expect(() => estimateSkills(bad)).toThrow(AppError)
  })

  test('turning pairs round turns all votes on a pair alike, and twice is not at all', () => {
    const votes = answers.map((answer) => ({ ...answer, label: answer.label as PairLabel }))
    const once = orientAtRandom(votes, { pairs: 300, random: pcg32(2) })
    expect(once.turned.filter(Boolean).length).toBeGreaterThan(100)
    expect(orientAtRandom(once.votes, { pairs: 300, random: pcg32(2) }).votes).toEqual(votes)
  })
})

describe('Crowd-BT', () => {
  const random = pcg32(3)
  const truth = [1.5, 0.5, -0.5, -1.5]
  const reliabilities = [0.97, 0.9, 0.5, 0.1]
  const votes = reliabilities.flatMap((eta, annotator) => {
    return Array.from({ length: 400 }, () => {
      const i = Math.floor(4 * random())
      const j = (i + 1 + Math.floor(3 * random())) % 4
      const p = sigmoid(truth[i]! - truth[j]!)
      const first = random() < eta * p + (1 - eta) * (1 - p)
      return { annotator, winner: first ? i : j, loser: first ? j : i }
    })
  })
  const input: CrowdInput = { items: 4, annotators: 5, votes, lambda: 0.1 }

  test('finds who is reliable, who guesses and who turns everything round', () => {
    const { reliabilities: found, reliabilityErrors, converged, logWorths } = fitCrowdBradleyTerry(input)
    expect(converged).toBe(true)
    for (const [annotator, eta] of reliabilities.entries()) {
      expect(Math.abs(found[annotator]! - eta)).toBeLessThan(4 * reliabilityErrors[annotator]!)
    }
    expect(found[4]).toBeNull()
    expect(reliabilityErrors[4]).toBeNull()
    expect(logWorths.toSorted((a, b) => b - a)).toEqual(logWorths)
  })

  test('counts stand for as many votes', () => {
    const counted = new Map<string, CrowdInput['votes'][number]>()
    for (const vote of votes) {
      const key = JSON.stringify(vote)
      counted.set(key, { ...vote, count: (counted.get(key)?.count ?? 0) + 1 })
    }
    const [a, b] = [fitCrowdBradleyTerry(input), fitCrowdBradleyTerry({ ...input, votes: [...counted.values()] })]
    expect(b.penalisedLogLikelihood).toBeCloseTo(a.penalisedLogLikelihood, 6)
    for (const [item, s] of a.logWorths.entries()) expect(b.logWorths[item]).toBeCloseTo(s, 4)
  })

  test('has the slopes of its value', () => {
    const point = [0.3, -0.2, 0.9, -1.1, 0.6, 0.7, 0.4, 0.2, 0.5]
    const at = (values: number[]) => {
      const [logWorths, etas] = [Float64Array.from(values.slice(0, 4)), Float64Array.from(values.slice(4))]
      return crowdSlopes(input, { logWorths, reliabilities: etas })
    }
    const { worthSlopes, reliabilitySlopes } = at(point)
    const numeric = numericSlopes((values) => at(values).value, point)
    for (const [k, slope] of [...worthSlopes, ...reliabilitySlopes].entries()) expect(slope).toBeCloseTo(numeric[k]!, 4)
  })

  test('refuses no penalty, and votes that name nobody', () => {
    expect(() => fitCrowdBradleyTerry({ ...input, lambda: 0 })).toThrow(AppError)
    expect(() => fitCrowdBradleyTerry({ ...input, annotators: 3 })).toThrow(AppError)
    expect(() => fitCrowdBradleyTerry({ ...input, votes: [{ annotator: 0, winner: 1, loser: 1 }] })).toThrow(AppError)
  })
})

describe('a side that is favoured', () => {
  const random = pcg32(4)
  const truth = [1, 0, -1]
  const habits = [
    { merit: 0.95, left: 0.5 },
    { merit: 0.4, left: 0.95 },
  ]
  const choices = habits.flatMap(({ merit, left }, annotator) => {
    return Array.from({ length: 600 }, () => {
      const l = Math.floor(3 * random())
      const r = (l + 1 + Math.floor(2 * random())) % 3
      const p = merit * sigmoid(2 * (truth[l]! - truth[r]!)) + (1 - merit) * left
      return { annotator, left: l, right: r, leftChosen: random() < p }
    })
  })
  const input: SidedInput = { items: 3, annotators: 2, choices, lambda: 0.1 }

  test('is told from merit', () => {
    const { annotators, logWorths } = fitSidedBradleyTerry(input)
    expect(annotators[0]!.merit).toBeGreaterThan(0.8)
    expect(annotators[1]!.merit).toBeLessThan(0.65)
    expect(annotators[1]!.left).toBeGreaterThan(0.8)
    expect(logWorths.toSorted((a, b) => b - a)).toEqual(logWorths)
  })

  test('has the slopes of its value, the penalty’s too', () => {
    const point = [0.3, -0.2, 0.9, 0.5, -0.7, 0.2, 1.1]
    const at = (values: number[]) => {
      const part = (from: number, to: number) => Float64Array.from(values.slice(from, to))
      return sidedSlopes({ ...input, lambda: 3 }, { logWorths: part(0, 3), merits: part(3, 5), pulls: part(5, 7) })
    }
    const { slopes } = at(point)
    const numeric = numericSlopes((values) => at(values).value, point)
    const all = [...slopes.logWorths, ...slopes.merits, ...slopes.pulls]
    for (const [k, slope] of all.entries()) expect(slope).toBeCloseTo(numeric[k]!, 4)
  })

  test('refuses choices that name nobody, and no penalty', () => {
    expect(() => fitSidedBradleyTerry({ ...input, items: 2 })).toThrow(AppError)
    expect(() => fitSidedBradleyTerry({ ...input, lambda: 0 })).toThrow(AppError)
  })

  test('shows in the ranks by slot', () => {
    const favoured = Array.from({ length: 50 }, () => [0, 1, 1, 1].map((shift) => shift + 2 * random()))
    expect(testSlots(favoured)!.p).toBeLessThan(0.001)
    expect(testSlots([])).toBeNull()
    expect(testSlots([[1, 1]])).toMatchObject({ chiSquare: null, p: null })
    expect(() => testSlots([[1, 2], [1]])).toThrow(AppError)
  })

  test('shows in a share with its interval, and nothing shows in none', () => {
    expect(choiceShare(130, 220)!.p).toBeLessThan(0.01)
    expect(choiceShare(0, 0)).toBeNull()
    expect(() => choiceShare(2, 1)).toThrow(AppError)
  })
})

describe('gold', () => {
  test('a tie, or a completion left out, misses a decided pair', () => {
    expect(scoreGold([1, 2, 3], [1, 1, 2])).toEqual({ concordant: 2, strict: 3, score: 2 / 3 })
    expect(scoreGold([1, 2, 3], [1, null, 2])).toEqual({ concordant: 1, strict: 3, score: 1 / 3 })
    expect(scoreGold([1, 1], [1, 2]).score).toBeNull()
    expect(() => scoreGold([1, 2], [1])).toThrow(AppError)
  })

  test('one missed task never pauses, however strict the project is', () => {
    expect(goldPosterior({ right: 0, wrong: 1 }, { theta: 0.99 })).toMatchObject({ pause: false })
    expect(goldPosterior({ right: 0, wrong: 6, missedTasks: 1 }, { theta: 0.7 })).toMatchObject({ pause: false })
    expect(goldPosterior({ right: 0, wrong: 6, missedTasks: 2 }, { theta: 0.7 })).toMatchObject({ pause: true })
  })

  test('a right pair raises the posterior and a wrong one lowers it', () => {
    const counts = fc.nat({ max: 60 })
    fc.assert(
      fc.property(counts, counts, (right, wrong) => {
        const at = (more: number, worse: number) =>
          goldPosterior({ right: right + more, wrong: wrong + worse }, { theta: 0.7 })
        expect(at(1, 0).below).toBeLessThanOrEqual(at(0, 0).below)
        expect(at(0, 1).below).toBeGreaterThanOrEqual(at(0, 0).below)
        expect(at(0, 0).lower).toBeLessThan(at(0, 0).mean)
      }),
    )
  })
})

describe('spam and the ceiling', () => {
  test('voting with history is not flagged, voting against it is, four votes are not looked at', () => {
    const history = [{ wins: 90, losses: 10 }]
    const cast = (vote: 0 | 1, count: number) => Array.from({ length: count }, () => ({ pair: 0, vote }))
    expect(testSpam(cast(1, 50), history).flagged).toBe(false)
    expect(testSpam(cast(0, 50), history)).toMatchObject({ flagged: true, atVote: 2 })
    expect(testSpam(cast(0, 4), history)).toMatchObject({ checked: false, flagged: false })
    expect(() =>
      testSpam(
        cast(1, 5).map((vote) => ({ ...vote, pair: 3 })),
        history,
      ),
    ).toThrow(AppError)
  })

  test('agreement is not what a perfect model scores', () => {
    // Votes right with probability 0.9, by the law of large numbers: agreement 0.82, a perfect model 0.9.
    const votes = [...Array(81).fill([2, 0]), ...Array(18).fill([1, 1]), [0, 2]] as [number, number][]
    const found = noiseCeiling(votes)
    expect(found.pairAgreement).toBeCloseTo(0.82, 12)
    expect(found.perfectModelAccuracy).toBeCloseTo(0.9, 12)
    expect(noiseCeiling([[1, 1]]).perfectModelAccuracy).toBeNull()
  })
})

test('a vote weighs by how far it is from a coin, and never less than nothing', () => {
  expect([1, 0.9, 0.75, 0.5, 0.2].map(reliabilityWeight)).toEqual([1, 0.8, 0.5, 0, 0])
})
