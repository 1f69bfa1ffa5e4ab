/** How texts become numbers for the `ngram` backbone: what was fitted on the training completions. */
export interface NgramFeatures {
  /** Mean and standard deviation of each surface statistic, in the order of `surfaceNames`; deviation 0: it never varied. */
  surface: { mean: number; deviation: number }[]
  /** The n-grams that have a weight, by hash, ascending. The first has row 1 of the weight table; row 0 pads. */
  buckets: Uint32Array
  /** The inverse document frequency of each: ln((1 + texts) / (1 + texts that have it)). */
  idf: Float32Array
}

/** Changes whenever the same text would give other numbers, so that a model never meets features it was not trained on. */
export const featureVersion = 1

/** A text as the backbone takes it. */
export interface NgramVector {
  /** Rows of the weight table, at most `maxNgrams`. */
  ids: BigInt64Array
  /** As long as `ids`. */
  values: Float32Array
  surface: Float32Array
}

/** N-grams of a text that are looked at: the most telling ones, by value. */
export const maxNgrams = 1_024

/** Rows of the weight table, padding included. */
export function tableRows(features: NgramFeatures): number {
  return features.buckets.length + 1
}
