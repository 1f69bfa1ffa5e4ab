import { requireThat } from '../numerics/require-that.ts'
import { requireWorths } from './game.ts'
import { type RankingTable, requireRankings } from './luce-likelihood.ts'

/**
 * One step of Luce spectral ranking (Maystre and Grossglauser 2015) on rankings without ties: the stationary
 * distribution of a chain that moves from each item passed over to the one chosen, at rate 1/Σ(worths of those left).
 * From equal worths it is a consistent estimate in one step; repeated, it converges to maximum likelihood.
 * @returns worths with sum 1; null where the chain has no single stationary distribution.
 */
export function lsrStep(table: RankingTable, worths: readonly number[]): number[] | null {
  requireRankings(table)
  requireWorths(worths, table.items)
  const n = table.items
  const rates = new Float64Array(n * n)
  for (const tiers of table.rankings) {
    const order = tiers.flat()
    requireThat(order.length === tiers.length, 'Luce spectral ranking takes rankings without ties.')
    let left = order.reduce((sum, item) => sum + worths[item]!, 0)
    for (const [at, chosen] of order.entries()) {
      for (const passed of order.slice(at + 1)) rates[passed * n + chosen]! += 1 / left
      left -= worths[chosen]!
    }
  }
  return stationaryDistribution(rates, n)
}

/** By the elimination of Grassmann, Taksar and Heyman, which subtracts nothing and so loses no digits. */
function stationaryDistribution(rates: Float64Array, n: number): number[] | null {
  for (let k = n - 1; k > 0; k--) {
    let leaving = 0
    for (let j = 0; j < k; j++) leaving += rates[k * n + j]!
    if (leaving === 0) return null
    for (let i = 0; i < k; i++) {
      rates[i * n + k]! /= leaving
      for (let j = 0; j < k; j++) if (j !== i) rates[i * n + j]! += rates[i * n + k]! * rates[k * n + j]!
    }
  }
  const shares = new Array<number>(n).fill(0)
  if (n > 0) shares[0] = 1
  for (let k = 1; k < n; k++) {
    for (let i = 0; i < k; i++) shares[k]! += shares[i]! * rates[i * n + k]!
  }
  const total = shares.reduce((sum, share) => sum + share, 0)
  return shares.map((share) => share / total)
}
