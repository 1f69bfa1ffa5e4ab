import { pseudoInverse, sandwichErrors, standardErrors } from '../numerics/covariance.ts'
import { type Likelihood, scoreProducts } from '../numerics/likelihood.ts'
import { maximise } from '../numerics/maximise.ts'
import { centred, shiftDirection } from './centre.ts'
import type { Fit, WorthErrors } from './fit.ts'
import { fitBradleyTerry } from './fit-bradley-terry.ts'
import { type GameTable, requireGames } from './game.ts'
import { tieModelMaximum } from './tie-model-maximum.ts'

export interface TieModelEstimate {
  /** Mean 0. */
  logWorths: number[]
  /** ln ν or ln θ; null where nothing was tied, so that the maximum is Bradley–Terry's at the border. */
  tieParameter: number | null
  /** By Fisher's information. */
  tieParameterError: number | null
  logLikelihood: number
  standardErrors: WorthErrors
}

/** The maximum of a model whose point is the items' log-worths and one tie parameter, which starts from `start`. */
export function fitTieModel(
  table: GameTable,
  { likelihood, start }: { likelihood: Likelihood; start: number },
): Fit<TieModelEstimate> {
  requireGames(table)
  const maximum = tieModelMaximum(table)
  if (maximum.kind === 'undefined') return maximum
  if (maximum.kind === 'no-ties') {
    const fit = fitBradleyTerry(table)
    return fit.kind === 'undefined' ? fit : { ...fit, tieParameter: null, tieParameterError: null }
  }
  const n = table.items + 1
  const flat = shiftDirection(table.items, n)
  const point = new Float64Array(n)
  point[table.items] = start
  const { point: best, value, information } = maximise(likelihood, { start: point, flat })
  const covariance = pseudoInverse(information, n, flat)!
  const fisher = standardErrors(covariance, n)
  const robust = sandwichErrors(covariance, scoreProducts(likelihood, best), n)
  return {
    kind: 'fitted',
    logWorths: centred(best.subarray(0, table.items)),
    tieParameter: best[table.items]!,
    tieParameterError: fisher[table.items]!,
    logLikelihood: value,
    standardErrors: { fisher: fisher.slice(0, table.items), sandwich: robust.slice(0, table.items) },
  }
}
