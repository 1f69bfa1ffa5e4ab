import { maxNgrams, type NgramFeatures, type NgramVector } from './ngram-features.ts'
import type { NgramExample } from './read-example.ts'
import { surfaceNames } from './surface-statistics.ts'

/** Length of the n-gram part of a vector, where a surface statistic has deviation 1. */
const ngramNorm = 8

/**
 * Rare words count more than frequent ones, but not by the whole of the usual factor: what people like in an answer is
 * said with frequent words, which have to be heard.
 */
const idfPower = 0.25

/** Standard deviations beyond which a surface statistic says no more, so that no odd text gets an absurd reward. */
const surfaceLimit = 4

/**
 * Length is what people's preferences follow first, so it is learnt first: with larger values gradient descent reaches
 * its weight sooner, and few rankings suffice to be no worse than length alone.
 */
const emphasis: Partial<Record<(typeof surfaceNames)[number], number>> = { logCharacters: 4 }
const factors = surfaceNames.map((name) => emphasis[name] ?? 1)

/** The numbers of a text: its n-grams as (1 + ln count) · idf^¼ at a fixed norm, and its standardised surface. */
export function vectorOf(features: NgramFeatures, { surface, ngrams }: NgramExample): NgramVector {
  const rows: number[] = []
  const weights: number[] = []
  let row = 0
  for (const [at, bucket] of ngrams.buckets.entries()) {
    row = firstFrom(features.buckets, bucket, row)
    if (features.buckets[row] !== bucket) continue
    rows.push(row + 1)
    weights.push((1 + Math.log(ngrams.counts[at]!)) * features.idf[row]! ** idfPower)
  }
  return { ...normalised(...heaviest(rows, weights)), surface: standardised(features, surface) }
}

/** The first position at or after `from` that holds `wanted` or more, by steps that double and then halve. */
function firstFrom(sorted: Uint32Array, wanted: number, from: number): number {
  let step = 1
  while (from + step < sorted.length && sorted[from + step]! < wanted) step *= 2
  let low = from + (step >> 1)
  let high = Math.min(from + step, sorted.length)
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < wanted) low = middle + 1
    else high = middle
  }
  return low
}

function heaviest(rows: number[], weights: number[]): [number[], number[]] {
  if (rows.length <= maxNgrams) return [rows, weights]
  const kept = rows.map((_, at) => at).sort((a, b) => weights[b]! - weights[a]! || a - b)
  const inOrder = kept.slice(0, maxNgrams).sort((a, b) => a - b)
  return [inOrder.map((at) => rows[at]!), inOrder.map((at) => weights[at]!)]
}

function normalised(rows: number[], weights: number[]): Pick<NgramVector, 'ids' | 'values'> {
  const norm = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0))
  const scale = norm > 0 ? ngramNorm / norm : 0
  return { ids: int64s(rows), values: Float32Array.from(weights, (weight) => weight * scale) }
}

/** Making a bigint for each takes thirty times as long; the runtime's machines are little-endian: low half first. */
function int64s(values: readonly number[]): BigInt64Array {
  const whole = new BigInt64Array(values.length)
  const halves = new Int32Array(whole.buffer)
  for (const [at, value] of values.entries()) halves[2 * at] = value
  return whole
}

function standardised(features: NgramFeatures, surface: readonly number[]): Float32Array {
  return Float32Array.from(features.surface, ({ mean, deviation }, at) => {
    if (deviation === 0) return 0
    const value = (surface[at]! - mean) / deviation
    return Math.min(Math.max(value, -surfaceLimit), surfaceLimit) * factors[at]!
  })
}
