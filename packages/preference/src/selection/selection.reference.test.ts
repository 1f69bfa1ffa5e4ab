import { testReference } from '../../testing/reference.ts'
import { normalCdf } from '../numerics/normal.ts'
import { arenaProbabilities } from './arena-sampling.ts'
import { binaryEntropy, evenness } from './binary-entropy.ts'
import { bestSet, largestSums, summedGains } from './choose-completions.ts'
import { ensembleDisagreement } from './ensemble-disagreement.ts'
import { estimateFromSample } from './estimate-from-sample.ts'
import { expectedGain, mutualInformation, winProbability } from './expected-gain.ts'
import { learnBeliefs } from './learn-beliefs.ts'
import { mixWithRandom } from './mix-with-random.ts'
import { evaluationShares, selectPairs } from './select-pairs.ts'

/** ASAP's own reading: the largest of the row's earlier items. */
function sharesOfLowerTriangle(p: (number | null)[][]) {
  const closeness = p.map((row, i) => row.map((value, j) => (j < i ? Math.min(value!, 1 - value!) : 0)))
  return closeness.map((row) => row.map((value) => (Math.max(...row) > 0 ? value / Math.max(...row) : 0)))
}

/** Moments of the true posterior of up to three scores, on a grid of ±6 prior deviations. */
function exactMoments({ items, games, prior }: { items: number; games: [number, number][]; prior: number }) {
  const steps = 61
  const x = Array.from({ length: steps }, (_, k) => Math.sqrt(prior) * 6 * ((2 * k) / (steps - 1) - 1))
  const won = x.map((a) => x.map((b) => normalCdf(a - b)))
  const sums = { weight: 0, first: new Array(items).fill(0), second: new Array(items).fill(0) }
  for (let cell = 0; cell < steps ** items; cell++) {
    const at = Array.from({ length: items }, (_, item) => Math.floor(cell / steps ** item) % steps)
    const log = at.reduce((sum, k) => sum - x[k]! ** 2 / (2 * prior), 0)
    const weight = games.reduce((product, [i, j]) => product * won[at[i]!]![at[j]!]!, Math.exp(log))
    sums.weight += weight
    for (const [item, k] of at.entries()) {
      sums.first[item] += weight * x[k]!
      sums.second[item] += weight * x[k]! ** 2
    }
  }
  const mean = sums.first.map((sum) => sum / sums.weight)
  return { exact_mu: mean, exact_v: sums.second.map((sum, item) => sum / sums.weight - mean[item]! ** 2) }
}

testReference('selection', {
  'expected-gain': ({ mu, v }: { mu: number[]; v: number[] }, { expected }) => {
    const beliefs = mu.map((mean, item) => ({ mean, variance: v[item]! }))
    const table = (of: (i: (typeof beliefs)[0], j: (typeof beliefs)[0]) => number) => {
      return beliefs.map((i, row) => beliefs.map((j, column) => (row === column ? null : of(i, j))))
    }
    const p = table(winProbability)
    return {
      p,
      expected_gain: table(expectedGain),
      asap_units: table((i, j) => 2 * expectedGain(i, j) + beliefs.length),
      mutual_information: table(mutualInformation),
      evaluate_lower_triangle: sharesOfLowerTriangle(p),
      evaluate_whole_row: evaluationShares(beliefs),
      ...('batch' in expected ? { batch: selectPairs(beliefs) } : {}),
    }
  },
  trueskill: ({ items, games, prior_variance: priorVariance }, { expected }) => {
    const beliefs = learnBeliefs({ items, games, priorVariance })
    return {
      mu: beliefs.map(({ mean }) => mean),
      v: beliefs.map(({ variance }) => variance),
      ...('exact_mu' in expected ? exactMoments({ items, games, prior: priorVariance }) : {}),
    }
  },
  'arena-sampling': ({ variance, count }: { variance: number[]; count: number[] }) => {
    const probability = arenaProbabilities(variance.map((value, pair) => ({ variance: value, count: count[pair]! })))
    return { probability, weight_of_a_vote: probability === null ? null : probability.map((p) => 1 / p) }
  },
  ensemble: ({ rewards }: { rewards: number[][] }, { expected }) => {
    const pairs = ensembleDisagreement(rewards)
    const completions = rewards[0]!.length
    const gains = pairs.map(({ i, j, bald }) => ({ i, j, gain: bald }))
    const sums = summedGains(completions, gains)
    const choice = {
      largest_sums: largestSums(sums, 3),
      best_set: bestSet(completions, gains, Math.min(3, completions)),
    }
    return {
      columns: ['i', 'j', 'mean_p', 'uncertainty', 'entropy', 'mean_entropy', 'bald', 'variance_p'],
      pairs: pairs.map((pair) => {
        const { i, j, meanP, entropy, meanEntropy, bald, varianceP } = pair
        return [i, j, meanP, pair.evenness, entropy, meanEntropy, bald, varianceP]
      }),
      summed_bald: sums,
      ...('choose_3' in expected ? { choose_3: choice } : {}),
    }
  },
  entropy: ({ p }: { p: number[] }) => ({ entropy: p.map(binaryEntropy), uncertainty: p.map(evenness) }),
  mixture: ({ scores, epsilon }) => ({ probability: mixWithRandom(scores, epsilon) }),
  'inverse-propensity': ({
    outcome,
    probability,
    tasks,
  }: {
    outcome: number[]
    probability: number[]
    tasks: number
  }) => {
    const sample = outcome.map((value, k) => ({ outcome: value, probability: probability[k]! }))
    const found = estimateFromSample(sample, tasks)
    return {
      weights: sample.map((one) => 1 / one.probability),
      horvitz_thompson: found?.horvitzThompson ?? null,
      hajek: found?.hajek ?? null,
      hajek_se: found?.hajekError ?? null,
      effective_size: found?.effectiveSize ?? null,
    }
  },
})
