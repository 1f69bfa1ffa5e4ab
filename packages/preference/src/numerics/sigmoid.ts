/** σ(x) = 1/(1+e^−x) */
export function sigmoid(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x))
}

/** −ln σ(−x) = ln(1+eˣ), without overflow. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
}

/** ln(p/(1−p)) */
export function logit(p: number): number {
  return Math.log(p) - Math.log1p(-p)
}
