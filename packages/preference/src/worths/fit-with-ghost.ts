import { pseudoInverse, sandwichErrors, standardErrors } from '../numerics/covariance.ts'
import { joined, type Likelihood, scoreProducts } from '../numerics/likelihood.ts'
import { maximise } from '../numerics/maximise.ts'
import { centred } from './centre.ts'
import type { WorthErrors } from './fit.ts'
import { type GameTable, requireGames } from './game.ts'
import { ghostLikelihood } from './ghost-likelihood.ts'
import { gameOutcomes, logisticLikelihood } from './logistic-likelihood.ts'

/** An estimate that always exists: see ghostLikelihood. Standard errors are those of `logWorthsAgainstGhost`. */
export interface RegularisedWorths {
  /** Mean 0. */
  logWorths: number[]
  /** With the ghost at 0. */
  logWorthsAgainstGhost: number[]
  /** Of the data and of the games against the ghost. */
  logLikelihood: number
  standardErrors: WorthErrors
}

/** Bradley–Terry worths where the data alone have no maximum, or too few games to be let alone. */
export function fitBradleyTerryWithGhost(table: GameTable & { reweightFloor?: number }): RegularisedWorths {
  requireGames(table)
  return fitWithGhost(logisticLikelihood(table.items, gameOutcomes(table, table.reweightFloor)), table.items)
}

/** The maximum of a likelihood of worths together with the ghost's. */
export function fitWithGhost(likelihood: Likelihood, items: number): RegularisedWorths {
  const regularised = joined(likelihood, ghostLikelihood(items))
  const { point, value, information } = maximise(regularised, { start: new Float64Array(items) })
  const fisher = pseudoInverse(information, items)!
  return {
    logWorths: centred(point),
    logWorthsAgainstGhost: [...point],
    logLikelihood: value,
    standardErrors: {
      fisher: standardErrors(fisher, items),
      sandwich: sandwichErrors(fisher, scoreProducts(likelihood, point), items),
    },
  }
}
