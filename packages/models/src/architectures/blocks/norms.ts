import type { Value } from '@plackett/onnx'
import type { ModelScope } from '../model-scope.ts'

interface NormSettings {
  readonly size: number
  readonly epsilon: number
}

export function layerNorm(
  m: ModelScope,
  name: string,
  x: Value,
  { size, epsilon, bias = true }: NormSettings & { bias?: boolean },
): Value {
  const scale = m.scale(`${name}.weight`, size)
  return m.g.layerNormalization(x, scale, bias ? m.bias(`${name}.bias`, size) : undefined, epsilon)[0]
}

/** x / √(mean(x²) + ε) · w, or · (1 + w) where the checkpoint stores what is added to 1 (Gemma). */
export function rmsNorm(
  m: ModelScope,
  name: string,
  x: Value,
  { size, epsilon, addsOne = false }: NormSettings & { addsOne?: boolean },
): Value {
  const { g } = m
  const stored = m.scale(`${name}.weight`, size, addsOne ? 0 : 1)
  const square = g.reduceMean(g.mul(x, x), { axes: [-1], keepsAxes: true })
  const normal = g.div(x, g.sqrt(g.add(square, epsilon)))
  return g.mul(normal, addsOne ? g.add(stored, 1) : stored)
}
