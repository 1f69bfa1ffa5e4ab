import { joined, type Likelihood } from '../numerics/likelihood.ts'
import { maximise } from '../numerics/maximise.ts'
import { requireThat } from '../numerics/require-that.ts'
import { centred, shiftDirection } from './centre.ts'
import type { Fit } from './fit.ts'
import { type Game, requireGames } from './game.ts'
import { gameOutcomes, logisticLikelihood } from './logistic-likelihood.ts'
import { ridgeLikelihood } from './ridge-likelihood.ts'
import { gameEdges, strongComponents } from './strong-components.ts'

export interface CompositeInput {
  items: number
  /** What was asked (helpful, harmless, …), each with its weight in the whole. */
  criteria: readonly { weight: number; games: readonly Game[] }[]
  /** λ of ½ λ|s|²; with 0 the games of all criteria together must connect the items. */
  ridge: number
}

/** One worth per item from several criteria: Σ_k w_k Σ −(y ln p + (1−y) ln(1−p)) + ½ λ|s|², ties as half wins. */
export function fitComposite({ items, criteria, ridge }: CompositeInput): Fit<{ logWorths: number[]; loss: number }> {
  requireThat(ridge >= 0, 'The ridge must not be negative.')
  requireThat(
    criteria.every(({ weight }) => Number.isFinite(weight) && weight >= 0),
    'The weight of a criterion must be a number from 0.',
  )
  for (const { games } of criteria) requireGames({ items, games })
  const counted = criteria.filter(({ weight }) => weight > 0)
  const components = strongComponents(items, gameEdges(counted.flatMap(({ games }) => games)))
  if (ridge === 0 && components.length > 1) return { kind: 'undefined', reason: 'not-strongly-connected', components }
  const parts = counted.map(({ weight, games }): Likelihood => {
    const rows = gameOutcomes({ items, games }).map((row) => ({ ...row, weight: row.weight * weight }))
    return logisticLikelihood(items, rows)
  })
  const { point, value } = maximise(joined(...parts, ridgeLikelihood(new Array(items).fill(ridge))), {
    start: new Float64Array(items),
    flat: ridge === 0 ? shiftDirection(items) : undefined,
  })
  return { kind: 'fitted', logWorths: centred(point), loss: -value }
}
