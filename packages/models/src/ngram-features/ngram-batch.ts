import { type Tensor, tensorOf } from '@plackett/onnx'
import { maxNgrams, type NgramVector } from './ngram-features.ts'

/** The backbone's inputs for these texts, as wide as the one with the most n-grams unless a shape is asked for. */
export function ngramBatch(
  vectors: readonly NgramVector[],
  shape: { texts: number; ngrams: number } = { texts: vectors.length, ngrams: widest(vectors) },
): Record<string, Tensor> {
  const { texts, ngrams } = shape
  const surfaceSize = vectors[0]?.surface.length ?? 0
  const ids = new BigInt64Array(texts * ngrams)
  const values = new Float32Array(texts * ngrams)
  const surface = new Float32Array(texts * surfaceSize)
  for (const [row, vector] of vectors.entries()) {
    ids.set(vector.ids, row * ngrams)
    values.set(vector.values, row * ngrams)
    surface.set(vector.surface, row * surfaceSize)
  }
  return {
    ngram_ids: tensorOf('int64', [texts, ngrams], ids),
    ngram_values: tensorOf('float32', [texts, ngrams], values),
    surface: tensorOf('float32', [texts, surfaceSize], surface),
  }
}

export interface ScoringBatch {
  /** Which of the texts the first rows are; the rows after them are empty. */
  at: number[]
  inputs: Record<string, Tensor>
}

const scoringRows = 32
const narrowest = 64

/**
 * Texts as batches to score. A text's batch has a shape that depends on that text alone (32 rows, and its number of
 * n-grams rounded up to a power of two), so its reward is the same to the bit whatever it is scored with.
 */
export function scoringBatches(vectors: readonly NgramVector[]): ScoringBatch[] {
  const byWidth = new Map<number, number[]>()
  for (const [at, { ids }] of vectors.entries()) {
    const width = widthFor(ids.length)
    byWidth.get(width)?.push(at) ?? byWidth.set(width, [at])
  }
  const batches: ScoringBatch[] = []
  for (const [ngrams, all] of byWidth) {
    for (let start = 0; start < all.length; start += scoringRows) {
      const at = all.slice(start, start + scoringRows)
      const rows = at.map((index) => vectors[index]!)
      batches.push({ at, inputs: ngramBatch(rows, { texts: scoringRows, ngrams }) })
    }
  }
  return batches
}

function widthFor(ngrams: number): number {
  let width = narrowest
  while (width < ngrams) width *= 2
  return Math.min(width, maxNgrams)
}

function widest(vectors: readonly NgramVector[]): number {
  return vectors.reduce((width, { ids }) => Math.max(width, ids.length), 1)
}
