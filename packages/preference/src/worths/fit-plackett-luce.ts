import { requireThat } from '../numerics/require-that.ts'
import type { Fit, WorthErrors } from './fit.ts'
import { fitDavidsonLuce } from './fit-davidson-luce.ts'
import { fitWithGhost, type RegularisedWorths } from './fit-with-ghost.ts'
import { luceLikelihood, type RankingTable, requireRankings } from './luce-likelihood.ts'

export interface PlackettLuceEstimate {
  /** Mean 0. */
  logWorths: number[]
  logLikelihood: number
  standardErrors: WorthErrors
}

/** Maximum likelihood of rankings without ties: P = Π_k e^{s_k} / Σ_{l ≥ k} e^{s_l}. */
export function fitPlackettLuce(table: RankingTable): Fit<PlackettLuceEstimate> {
  requireStrict(table)
  const fit = fitDavidsonLuce(table)
  if (fit.kind === 'undefined') return fit
  const { ties: _, ...estimate } = fit
  return estimate
}

/** The same with half a win and half a loss of each item against a ghost of log-worth 0: it always exists. */
export function fitPlackettLuceWithGhost(table: RankingTable): RegularisedWorths {
  requireRankings(table)
  requireStrict(table)
  return fitWithGhost(luceLikelihood(table, []), table.items)
}

function requireStrict({ rankings }: RankingTable): void {
  requireThat(
    rankings.every((tiers) => tiers.every((tier) => tier.length === 1)),
    'Plackett–Luce takes rankings without ties; Davidson–Luce takes both.',
  )
}
