import { Tensor } from 'onnxruntime-node'

/** A completion as the policy wrote it. */
export interface Sample {
  readonly promptIds: readonly number[]
  readonly ids: readonly number[]
}

export interface SampleBatch {
  /** `input_ids`, `attention_mask` and `completion_mask`, int64 [texts, tokens]. */
  readonly inputs: Record<string, Tensor>
  readonly texts: number
  readonly tokens: number
  /** The first column of completions; prompts end before it. */
  readonly start: number
}

/** Samples in one batch: prompts padded on the left and completions on the right, so that all completions begin together. */
export function sampleBatch(samples: readonly Sample[]): SampleBatch {
  const start = Math.max(...samples.map(({ promptIds }) => promptIds.length))
  const tokens = start + Math.max(...samples.map(({ ids }) => ids.length))
  const dims = [samples.length, tokens]
  const [ids, mask, completions] = [0, 0, 0].map(() => new BigInt64Array(samples.length * tokens))
  for (const [text, sample] of samples.entries()) {
    const row = text * tokens
    for (const [at, id] of sample.promptIds.entries()) ids![row + start - sample.promptIds.length + at] = BigInt(id)
    for (const [at, id] of sample.ids.entries()) ids![row + start + at] = BigInt(id)
    mask!.fill(1n, row + start - sample.promptIds.length, row + start + sample.ids.length)
    completions!.fill(1n, row + start, row + start + sample.ids.length)
  }
  const inputs = {
    input_ids: new Tensor('int64', ids!, dims),
    attention_mask: new Tensor('int64', mask!, dims),
    completion_mask: new Tensor('int64', completions!, dims),
  }
  return { inputs, texts: samples.length, tokens, start }
}

/** log p of what is predicted, [texts, tokens − 1], as a number for each token, [texts, tokens]; 0 for the first. */
export function perToken(logProbabilities: Float32Array, { texts, tokens }: SampleBatch): Tensor {
  const each = new Float32Array(texts * tokens)
  for (let text = 0; text < texts; text++) {
    each.set(logProbabilities.subarray(text * (tokens - 1), (text + 1) * (tokens - 1)), text * tokens + 1)
  }
  return new Tensor('float32', each, [texts, tokens])
}

/** The log p of the tokens of each completion. */
export function completionRows(
  logProbabilities: Float32Array,
  { tokens, start }: SampleBatch,
  samples: readonly Sample[],
): Float32Array[] {
  return samples.map(({ ids }, text) => {
    const from = text * (tokens - 1) + start - 1
    return logProbabilities.subarray(from, from + ids.length)
  })
}
