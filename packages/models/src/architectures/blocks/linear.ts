import type { Value } from '@plackett/onnx'
import type { ModelScope } from '../model-scope.ts'

interface LinearSizes {
  readonly from: number
  readonly to: number
  readonly bias?: boolean
}

/** x Wᵀ + b for rows x, W stored [to, from] as torch's Linear does. */
export function linear(m: ModelScope, name: string, x: Value, { from, to, bias = true }: LinearSizes): Value {
  const weight = m.weight(`${name}.weight`, [to, from])
  return m.g.gemm(x, weight, bias ? m.bias(`${name}.bias`, to) : undefined, { transB: 1 })
}
