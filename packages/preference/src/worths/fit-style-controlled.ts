import { cholesky, choleskyInverse, type SquareMatrix } from '../numerics/cholesky.ts'
import { areBounded, pseudoInverse, sandwichErrors, standardErrors } from '../numerics/covariance.ts'
import { expand, joined, scoreProducts } from '../numerics/likelihood.ts'
import { maximise } from '../numerics/maximise.ts'
import { requireThat } from '../numerics/require-that.ts'
import { centred, shiftDirection } from './centre.ts'
import type { Fit } from './fit.ts'
import { logisticLikelihood, type Outcome } from './logistic-likelihood.ts'
import { ridgeLikelihood } from './ridge-likelihood.ts'
import { type Edge, strongComponents } from './strong-components.ts'

/** One vote between two models, with what may have swayed it beside quality. */
export interface StyledBattle {
  first: number
  second: number
  /** 1 if the first was preferred, 0 if the second, 1/2 for a tie. */
  outcome: number
  /** Covariates x of the battle: see styleDifference and standardised. */
  features: readonly number[]
}

export interface StyledInput {
  items: number
  battles: readonly StyledBattle[]
}

export interface StyleControlled {
  /** What the models are worth at equal style, mean 0. */
  logWorths: number[]
  /** Effect of one unit of each covariate, in logits. */
  style: number[]
  /** The objective at its minimum. */
  loss: number
  /** The sandwich with the ridge in the curvature as well. */
  errors: JointErrors
  /** As arena-rank prints them: its ridge corrects the scores' spread, −λ²/n·ββᵀ, but is left out of the curvature. */
  arenaErrors: JointErrors
}

export interface JointErrors {
  logWorths: number[]
  style: number[]
}

/**
 * arena-rank's contextual model: the mean of −(y ln p + (1−y) ln(1−p)), logit p = s_a − s_b + x·β, plus ½ λ|β|².
 * The worths bear no penalty, so the battles must connect the models.
 */
export function fitStyleControlled({ items, battles }: StyledInput, ridge = 1): Fit<StyleControlled> {
  const { rows, covariates } = styledRows({ items, battles })
  const components = strongComponents(items, rows.flatMap(outcomeEdges))
  if (components.length > 1) return { kind: 'undefined', reason: 'not-strongly-connected', components }
  const n = items + covariates
  const votes = logisticLikelihood(items, rows, covariates)
  // The mean loss and λ have the same minimum as the sum and λ·battles.
  const penalty = ridgeLikelihood([...new Array(items).fill(0), ...new Array(covariates).fill(ridge * rows.length)])
  const best = maximise(joined(votes, penalty), { start: new Float64Array(n), flat: shiftDirection(items, n) })
  const covariance = best.converged ? pseudoInverse(best.information, n, shiftDirection(items, n)) : null
  if (covariance === null || !areBounded(standardErrors(covariance, n))) {
    return { kind: 'undefined', reason: 'unbounded', components }
  }
  best.point.set(centred(best.point.subarray(0, items)))
  const style = best.point.slice(items)
  const spread = lessRidge(scoreProducts(votes, best.point), style, ridge)
  const errors = (information: SquareMatrix) => jointErrors(information, { spread, items, battles: rows.length })
  return {
    kind: 'fitted',
    logWorths: [...best.point.subarray(0, items)],
    style: [...style],
    loss: -best.value / rows.length,
    errors: errors(best.information),
    arenaErrors: errors(expand(votes, best.point).information),
  }
}

/** The scores' spread less λ²ββᵀ: at the optimum the votes' gradient is not 0 but balances the ridge. */
function lessRidge(spread: SquareMatrix, style: Float64Array, ridge: number): SquareMatrix {
  const n = Math.sqrt(spread.length)
  const items = n - style.length
  const corrected = spread.slice()
  for (const [a, x] of style.entries()) {
    for (const [b, y] of style.entries()) corrected[(items + a) * n + items + b]! -= ridge ** 2 * x * y
  }
  return corrected
}

/** The sandwich, with arena-rank's 1e-5 per battle in the curvature, which makes up for its flat direction. */
function jointErrors(
  information: SquareMatrix,
  { spread, items, battles }: { spread: SquareMatrix; items: number; battles: number },
): JointErrors {
  const n = Math.sqrt(information.length)
  const raised = information.map((entry, at) => (at % (n + 1) === 0 ? entry + 1e-5 * battles : entry))
  const bread = choleskyInverse(cholesky(raised, n)!, n)
  const all = sandwichErrors(bread, spread, n)
  return { logWorths: all.slice(0, items), style: all.slice(items) }
}

/**
 * FastChat's form: the sum of the losses, logit p = ln 10·(r_a − r_b) + x·β, plus ½ λ(|r|² + |β|²), λ = 1/2: the
 * penalty is on the ratings too, so a maximum exists for any battles. `logWorths` are ln 10·r, not centred.
 */
export function fitStylePenalised(
  { items, battles }: StyledInput,
  ridge = 0.5,
): Omit<StyleControlled, 'errors' | 'arenaErrors'> {
  const { rows, covariates } = styledRows({ items, battles })
  const worthRidge = ridge / Math.LN10 ** 2
  const penalty = ridgeLikelihood([...new Array(items).fill(worthRidge), ...new Array(covariates).fill(ridge)])
  const votes = logisticLikelihood(items, rows, covariates)
  const { point, value } = maximise(joined(votes, penalty), { start: new Float64Array(items + covariates) })
  return { logWorths: [...point.subarray(0, items)], style: [...point.subarray(items)], loss: -value }
}

function outcomeEdges({ first, second, outcome }: Outcome): Edge[] {
  return [...(outcome > 0 ? [[first, second] as Edge] : []), ...(outcome < 1 ? [[second, first] as Edge] : [])]
}

function styledRows({ items, battles }: StyledInput): { rows: Outcome[]; covariates: number } {
  requireThat(battles.length > 0, 'There are no battles to fit.')
  const covariates = battles[0]!.features.length
  const known = (item: number) => Number.isInteger(item) && item >= 0 && item < items
  requireThat(
    battles.every(({ first, second }) => known(first) && known(second) && first !== second),
    'Each battle must be between two different known models.',
  )
  requireThat(
    battles.every(({ outcome }) => outcome >= 0 && outcome <= 1),
    'Each outcome must lie between 0 and 1.',
  )
  requireThat(
    battles.every(({ features }) => features.length === covariates && features.every(Number.isFinite)),
    'All battles must have the same covariates, as finite numbers.',
  )
  return { rows: battles.map((battle) => ({ ...battle, count: 1, weight: 1 })), covariates }
}
