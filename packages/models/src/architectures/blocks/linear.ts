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
  const rows = m.g.gemm(x, weight, bias ? m.bias(`${name}.bias`, to) : undefined, { transB: 1 })
  return m.adapted(rows, x, { name, from, to })
}

/** x W + b, W stored [from, to] as transformers' Conv1D does. */
export function turnedLinear(m: ModelScope, name: string, x: Value, { from, to }: LinearSizes): Value {
  const rows = m.g.gemm(x, m.weight(`${name}.weight`, [from, to]), m.bias(`${name}.bias`, to))
  return m.adapted(rows, x, { name, from, to })
}
