import { davidsonLikelihood } from './davidson-likelihood.ts'
import type { Fit, WorthErrors } from './fit.ts'
import { fitTieModel } from './fit-tie-model.ts'
import type { GameTable } from './game.ts'

export interface DavidsonEstimate {
  /** Mean 0. */
  logWorths: number[]
  /** Two equal items tie with probability ν/(2+ν); 0 where nothing was tied, and then the rest is Bradley–Terry. */
  nu: number
  /** Null for ν = 0. */
  lnNu: number | null
  lnNuError: number | null
  logLikelihood: number
  standardErrors: WorthErrors
}

/** Maximum likelihood of Davidson's model of wins and ties. */
export function fitDavidson(table: GameTable): Fit<DavidsonEstimate> {
  const fit = fitTieModel(table, { likelihood: davidsonLikelihood(table), start: 0 })
  if (fit.kind === 'undefined') return fit
  const { tieParameter, tieParameterError, ...rest } = fit
  return {
    ...rest,
    nu: tieParameter === null ? 0 : Math.exp(tieParameter),
    lnNu: tieParameter,
    lnNuError: tieParameterError,
  }
}
