import { requireFinite, requireThat } from '../numerics/require-that.ts'

/**
 * Kendall's τ_b = (P − Q) / √((n₀−n₁)(n₀−n₂)) over all pairs: concordant less discordant, n₁ and n₂ tied in one of the two.
 * Null where one side ties everything (or has fewer than two values).
 */
export function kendallTauB(a: readonly number[], b: readonly number[]): number | null {
  requireThat(a.length === b.length, 'The two rankings must have the same number of values.')
  requireFinite([...a, ...b], 'Each rank')
  let agreement = 0
  let untiedA = 0
  let untiedB = 0
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < i; j++) {
      const signA = Math.sign(a[i]! - a[j]!)
      const signB = Math.sign(b[i]! - b[j]!)
      agreement += signA * signB
      untiedA += Math.abs(signA)
      untiedB += Math.abs(signB)
    }
  }
  return untiedA === 0 || untiedB === 0 ? null : agreement / Math.sqrt(untiedA * untiedB)
}
