import { type InferenceSession, Tensor } from 'onnxruntime-node'

/** One thread, so that every sum is taken in one order and the same data and seed give the same bits. */
export const sessionOptions: InferenceSession.SessionOptions = {
  executionProviders: ['cpu'],
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
}

interface PlainTensor {
  type: string
  dims: readonly number[]
  data: ArrayLike<unknown>
}

/** Plain tensors as the runtime takes them. */
export function tensorsOf(plain: Record<string, PlainTensor>): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(plain).map(([name, { type, dims, data }]) => [
      name,
      new Tensor(type as 'float32', data as Float32Array, dims),
    ]),
  )
}
