import type { GraphBuilder, Value } from '@plackett/onnx'
import { maskedMean } from './masked-mean.ts'

export interface ValueInputs {
  /** [texts, tokens] each. */
  readonly values: Value
  readonly oldValues: Value
  readonly returns: Value
  readonly mask: Value
}

/** ½ mean max((V − R)², (V_old + clip(V − V_old, ±ε) − R)²) over tokens, as in the code of Schulman et al. 2017. */
export function ppoValueLoss(g: GraphBuilder, { values, oldValues, returns, mask }: ValueInputs, clip: number): Value {
  const clipped = g.add(oldValues, g.clip(g.sub(values, oldValues), -clip, clip))
  const square = (x: Value) => g.mul(g.sub(x, returns), g.sub(x, returns))
  return g.mul(maskedMean(g, g.max(square(values), square(clipped)), mask), 0.5)
}
