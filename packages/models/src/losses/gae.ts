import type { GraphBuilder, Value } from '@plackett/onnx'

export interface GaeSettings {
  readonly gamma: number
  readonly lambda: number
}

export interface GaeInputs {
  /** [texts, tokens] each, 0 behind the end of a completion. */
  readonly rewards: Value
  readonly values: Value
  /** What is expected after the last token, [texts]: 0 where the text has ended. */
  readonly lastValues: Value
}

/**
 * Generalised advantage estimates (Schulman et al. 2016, eq. 16): δ_t = r_t + γ V_{t+1} − V_t, A_t = Σ_l (γλ)^l δ_{t+l}, as
 * one product with a matrix of powers. Returns A and A + V, the returns that values learn.
 */
export function gae(
  g: GraphBuilder,
  { rewards, values, lastValues }: GaeInputs,
  { gamma, lambda }: GaeSettings,
): { advantages: Value; returns: Value } {
  const tokens = values.shape[1]!
  const following = g.concat([g.slice(values, 1, 1), g.unsqueeze(lastValues, [1])], 1)
  const delta = g.sub(g.add(rewards, g.mul(g.reshape(following, values.shape), gamma)), values)
  const places = g.cast(g.range(tokens), values.type)
  const lag = g.sub(g.unsqueeze(places, [1]), g.unsqueeze(places, [0])) // [later, earlier]
  const powers = g.pow(g.scalar(gamma * lambda, values.type), g.max(lag, 0))
  const weights = g.where(g.greaterOrEqual(lag, 0), powers, 0)
  const advantages = g.matMul(delta, weights)
  return { advantages, returns: g.add(advantages, values) }
}
