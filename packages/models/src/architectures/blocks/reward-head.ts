import type { Value } from '@plackett/onnx'
import type { ModelScope } from '../model-scope.ts'

/** One number for each pooled text, [texts] from [texts, hidden]: x wᵀ + b. */
export function rewardHead(m: ModelScope, name: string, pooled: Value, hiddenSize: number): Value {
  const weight = m.weight(`${name}.weight`, [1, hiddenSize])
  return m.g.reshape(m.g.gemm(pooled, weight, m.offset(`${name}.bias`), { transB: 1 }), ['texts'])
}
