import { requireFinite, requireThat } from '../numerics/require-that.ts'
import { midRanks } from './mid-ranks.ts'

/** Spearman's rank correlation: Pearson's of the mid-ranks. Null where one side is constant or has fewer than two values. */
export function spearman(a: readonly number[], b: readonly number[]): number | null {
  requireThat(a.length === b.length, 'The two lists must have the same number of values.')
  requireFinite([...a, ...b], 'Each value')
  const middle = (a.length + 1) / 2
  const ranksA = midRanks(a).map((rank) => rank - middle)
  const ranksB = midRanks(b).map((rank) => rank - middle)
  const scale = dot(ranksA, ranksA) * dot(ranksB, ranksB)
  return scale === 0 ? null : dot(ranksA, ranksB) / Math.sqrt(scale)
}

/** The mean Spearman correlation of all pairs of annotators; null where one of the pairs has none. */
export function meanSpearman(rankings: readonly (readonly number[])[]): number | null {
  const pairs = rankings.flatMap((a, at) => rankings.slice(at + 1).map((b) => spearman(a, b)))
  if (pairs.length === 0 || pairs.includes(null)) return null
  return pairs.reduce<number>((sum, rho) => sum + rho!, 0) / pairs.length
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, k) => sum + value * b[k]!, 0)
}
