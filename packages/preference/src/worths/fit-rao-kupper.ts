import type { Fit, WorthErrors } from './fit.ts'
import { fitTieModel } from './fit-tie-model.ts'
import type { GameTable } from './game.ts'
import { raoKupperLikelihood } from './rao-kupper-likelihood.ts'

export interface RaoKupperEstimate {
  /** Mean 0. */
  logWorths: number[]
  /** How much better one must be to be preferred at even odds; 1 where nothing was tied: Bradley–Terry. */
  theta: number
  lnTheta: number
  /** Null for θ = 1, the border of its range. */
  lnThetaError: number | null
  logLikelihood: number
  standardErrors: WorthErrors
}

/** Maximum likelihood of Rao and Kupper's model of wins and ties. */
export function fitRaoKupper(table: GameTable): Fit<RaoKupperEstimate> {
  const fit = fitTieModel(table, { likelihood: raoKupperLikelihood(table), start: 0.3 })
  if (fit.kind === 'undefined') return fit
  const { tieParameter, tieParameterError, ...rest } = fit
  const lnTheta = tieParameter ?? 0
  return { ...rest, theta: Math.exp(lnTheta), lnTheta, lnThetaError: tieParameterError }
}
