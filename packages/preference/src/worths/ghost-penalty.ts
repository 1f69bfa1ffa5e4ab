import { sigmoid, softplus } from '../numerics/sigmoid.ts'

/** λ (ln σ(−s) + ln σ(s)): λ wins and λ losses against an item of log-worth 0, which keep a worth finite. */
export function ghostPenalty(s: number, lambda: number): { value: number; slope: number } {
  return { value: -lambda * (softplus(s) + softplus(-s)), slope: lambda * (1 - 2 * sigmoid(s)) }
}
