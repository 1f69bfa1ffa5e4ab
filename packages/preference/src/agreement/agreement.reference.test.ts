import { describe, expect, test } from 'vitest'
import { readReference, referenceCase, testReference } from '../../testing/reference.ts'
import { pcg32 } from '../numerics/pcg32.ts'
import { TaskKinds } from './alpha-sample.ts'
import { bootstrapAlpha } from './bootstrap-alpha.ts'
import { cohenKappa } from './cohen-kappa.ts'
import { alphaOfCoincidences, coincidences } from './coincidences.ts'
import { fleissKappa } from './fleiss-kappa.ts'
import { gwetAc } from './gwet-ac.ts'
import { jackknifeAlpha } from './jackknife-alpha.ts'
import { kendallTauB } from './kendall-tau-b.ts'
import { kendallW } from './kendall-w.ts'
import { krippendorffAlpha, type MeasurementLevel } from './krippendorff-alpha.ts'
import { pairAlpha, pairAlphaSample } from './pair-alpha.ts'
import { type PairVotes, pairVotes } from './pair-votes.ts'
import { rawAgreement } from './raw-agreement.ts'
import { meanSpearman, spearman } from './spearman.ts'
import { testConcordance } from './test-concordance.ts'

type Table = (number | null)[][]
const levels: MeasurementLevel[] = ['nominal', 'ordinal', 'interval', 'ratio']
const values = [1, 0, -1]

function unitsOf(table: Table): number[][] {
  return table[0]!.map((_, unit) => table.flatMap((row) => (row[unit] === null ? [] : [row[unit]!])))
}

/** Votes per pair, by topic, of digits such as "311 023". */
function ukpVotes(counts: Record<string, string>): Map<string, PairVotes[]> {
  const parse = (cell: string) => [...cell].map(Number) as unknown as PairVotes
  return new Map(Object.entries(counts).map(([topic, cells]) => [topic, cells.split(' ').map(parse)]))
}

function summary(votes: PairVotes[]) {
  const raw = rawAgreement(votes)!
  const alpha = (level: MeasurementLevel) => alphaOfCoincidences(coincidences(votes, 3), values, level)
  const ordinal = coincidences([...votes, ...votes.map((cell) => [...cell].reverse())], 3)
  return {
    pairs: votes.length,
    votes: votes.flat().reduce((sum, count) => sum + count, 0),
    raw_agreement_pooled: raw.pooled,
    raw_agreement_mean_of_pairs: raw.meanOfUnits,
    nominal: alpha('nominal'),
    interval: alpha('interval'),
    both_nominal: pairAlpha(votes, 'nominal'),
    both_ordinal: alphaOfCoincidences(ordinal, values, 'ordinal'),
    both_interval: pairAlpha(votes),
  }
}

const ukpCase = 'ukp-convarg1, 24 topics'
const kappaKinds = ['unweighted', 'linear', 'quadratic'] as const

testReference('agreement', {
  krippendorff: ({ table }: { table: Table }) => {
    const units = unitsOf(table).filter((unit) => unit.length > 1)
    const alphas = levels.map((level) => [level, krippendorffAlpha(unitsOf(table), level)])
    return { ...Object.fromEntries(alphas), pairable_values: units.flat().length, units: units.length }
  },
  'krippendorff-counts': ({ counts }) => {
    const topics = ukpVotes(counts)
    return {
      overall: summary([...topics.values()].flat()),
      per_topic: Object.fromEntries([...topics].map(([topic, votes]) => [topic, summary(votes)])),
    }
  },
  bootstrap: ({ resample, rounds }) => {
    const topics = [...ukpVotes(referenceCase('agreement', ukpCase).input.counts).values()]
    const tasks = resample === 'topics' ? topics : topics.flat().map((votes) => [votes])
    const kinds = new TaskKinds()
    for (const votes of tasks) kinds.add(coincidences(votes, 3))
    const nominal = { values, level: 'nominal' as const, kinds: kinds.all() }
    const samples = [nominal, pairAlphaSample(tasks)]
    const intervals = samples.map((sample) => bootstrapAlpha(sample, { rounds, random: pcg32(7) })!)
    const knives = samples.map((sample) => jackknifeAlpha(sample)!.standardError)
    return {
      nominal: [intervals[0]!.lower, intervals[0]!.upper],
      both_interval: [intervals[1]!.lower, intervals[1]!.upper],
      standard_deviation: { nominal: intervals[0]!.standardDeviation, both_interval: intervals[1]!.standardDeviation },
      jackknife_se: { nominal: knives[0], both_interval: knives[1] },
    }
  },
  'strict-rankings': ({ rankings, K, annotators }) => {
    const ranks: number[][] = rankings.split(' ').map((text: string) => [...text].map(Number))
    const tasks = Array.from({ length: ranks.length / annotators }, (_, task) => {
      return ranks.slice(task * annotators, (task + 1) * annotators)
    })
    const taus = tasks.flatMap((task) => task.flatMap((a, at) => task.slice(at + 1).map((b) => kendallTauB(a, b)!)))
    expect(ranks[0]).toHaveLength(K)
    return {
      both_nominal: pairAlpha(tasks.flatMap(pairVotes), 'nominal'),
      mean_pairwise_tau: taus.reduce((sum, tau) => sum + tau, 0) / taus.length,
    }
  },
  'kendall-w': ({ ranks }: { ranks: number[][] }) => {
    const w = kendallW(ranks)
    const p = testConcordance(ranks)
    const fromW = w === null ? null : (ranks.length * w - 1) / (ranks.length - 1)
    expect(p?.method ?? 'exact').toBe('exact')
    return {
      W: w,
      p_permutation: p === null ? null : p.p,
      mean_spearman: meanSpearman(ranks),
      mean_spearman_from_W: fromW,
    }
  },
  correlation: ({ a, b }) => ({ tau_b: kendallTauB(a, b), spearman: spearman(a, b) }),
  'cohen-kappa': ({ a, b }) => Object.fromEntries(kappaKinds.map((weights) => [weights, cohenKappa(a, b, weights)])),
  'gwet-fleiss': ({ table }: { table: Table }, { expected }) => {
    const units = unitsOf(table)
    const categories = [...new Set(units.flat())]
    const counts = units.map((unit) => categories.map((value) => unit.filter((other) => other === value).length))
    return {
      AC1: gwetAc(units),
      AC2_linear: gwetAc(units, 'linear'),
      AC2_quadratic: gwetAc(units, 'quadratic'),
      ...('fleiss' in expected ? { fleiss: fleissKappa(counts) } : {}),
    }
  },
  'fleiss-counts': ({ topic }) => {
    const votes = ukpVotes(referenceCase('agreement', ukpCase).input.counts).get(topic)!
    const five = votes.filter((cell) => cell[0] + cell[1] + cell[2] === 5)
    return { pairs: five.length, fleiss: fleissKappa(five) }
  },
})

describe.skipIf(readReference('real-data') === null)('real-data: 62,410 votes', () => {
  test('α over pairs and raw agreement are those of two independent computations', () => {
    const real = readReference('real-data')
    const topics = ukpVotes(referenceCase('agreement', ukpCase).input.counts)
    const all = summary([...topics.values()].flat())
    expect(all.pairs).toBe(real.pairs)
    expect(all.votes).toBe(real.votes)
    expect(all.nominal).toBeCloseTo(real.alpha.nominal, 9)
    expect(all.interval).toBeCloseTo(real.alpha.interval, 9)
    expect(all.both_nominal).toBeCloseTo(real.alpha['nominal both directions'], 9)
    expect(all.both_ordinal).toBeCloseTo(real.alpha['ordinal both directions'], 9)
    expect(all.both_interval).toBeCloseTo(real.alpha['interval both directions'], 9)
    expect(all.raw_agreement_mean_of_pairs).toBeCloseTo(real.raw_agreement, 9)
    for (const [topic, votes] of topics) {
      const found = summary(votes)
      expect(found.raw_agreement_mean_of_pairs).toBeCloseTo(real.per_topic[topic].raw_agreement, 9)
      expect(found.nominal).toBeCloseTo(real.per_topic[topic].alpha_nominal, 9)
      expect(found.both_interval).toBeCloseTo(real.per_topic[topic].alpha_interval_both_directions, 9)
    }
  })
})
