import { hashBuckets } from './count-ngrams.ts'
import type { NgramFeatures } from './ngram-features.ts'
import type { NgramExample } from './read-example.ts'
import { surfaceNames } from './surface-statistics.ts'

/** Most n-grams that get a weight. More would help little: the rest stand in too few texts to learn from. */
const maxBuckets = 32_767

/** Learns from the training completions, each given once, what is usual: which n-grams recur, and how texts look. */
export function fitNgramFeatures(examples: readonly NgramExample[]): NgramFeatures {
  const frequencies = new Uint32Array(hashBuckets)
  for (const { ngrams } of examples) for (const bucket of ngrams.buckets) frequencies[bucket]!++
  const buckets = recurring(frequencies)
  return {
    surface: surfaceNames.map((_, at) => momentsOf(examples.map(({ surface }) => surface[at]!))),
    buckets,
    idf: Float32Array.from(buckets, (bucket) => Math.log((1 + examples.length) / (1 + frequencies[bucket]!))),
  }
}

/** The buckets that at least two texts have, or the most frequent of them, ascending. */
function recurring(frequencies: Uint32Array): Uint32Array {
  const found: number[] = []
  for (const [bucket, frequency] of frequencies.entries()) if (frequency > 1) found.push(bucket)
  if (found.length <= maxBuckets) return Uint32Array.from(found)
  found.sort((a, b) => frequencies[b]! - frequencies[a]! || a - b)
  return Uint32Array.from(found.slice(0, maxBuckets)).sort()
}

function momentsOf(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1)
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(values.length, 1)
  return { mean, deviation: variance > 1e-12 ? Math.sqrt(variance) : 0 }
}
