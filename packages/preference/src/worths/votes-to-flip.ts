import { pseudoInverse } from '../numerics/covariance.ts'
import { expand } from '../numerics/likelihood.ts'
import { requireThat } from '../numerics/require-that.ts'
import { sigmoid } from '../numerics/sigmoid.ts'
import { shiftDirection } from './centre.ts'
import { fitBradleyTerry } from './fit-bradley-terry.ts'
import { type Game, type GameTable, requireGames } from './game.ts'
import { gameOutcomes, logisticLikelihood, type Outcome } from './logistic-likelihood.ts'

export interface Flip {
  challenger: number
  /** Dropping so many votes puts the challenger level with or above the leader: checked by a fit without them. */
  votes: number
  /** The votes themselves, as games. */
  dropped: Game[]
}

/**
 * How few votes hold up first place: for the item on top and the rival that needs the fewest, votes are dropped in the
 * order of what one less does to the gap (its influence, one Newton step; Huang et al. 2025 look for such votes in
 * Arena's data), and the number is settled by fits. An upper bound: a cleverer choice may need fewer. Null where there
 * is no estimate, or where no rival can be lifted without tearing the games apart.
 */
export function votesToFlip(table: GameTable): Flip | null {
  requireGames(table)
  requireThat(
    table.games.every(({ wins, losses, ties }) => [wins, losses, ties].every(Number.isInteger)),
    'Weighted games cannot be dropped one by one; give whole counts.',
  )
  const fit = fitBradleyTerry(table)
  if (fit.kind === 'undefined' || table.items < 2) return null
  const leader = fit.logWorths.indexOf(Math.max(...fit.logWorths))
  const covariance = covarianceOf(table, fit.logWorths)
  let best: Flip | null = null
  for (const challenger of fit.logWorths.keys()) {
    if (challenger === leader) continue
    const order = dropOrder(table, { logWorths: fit.logWorths, covariance, leader, challenger })
    // A rival that needs as many as the best so far does not matter.
    const most = Math.min(best ? best.votes - 1 : Infinity, sum(order.map(({ count }) => count)))
    const votes = fewestVotes(
      most,
      (count) => isFlipped(without(table, order, count), leader, challenger),
      guessOf(order, fit.logWorths[leader]! - fit.logWorths[challenger]!),
    )
    if (votes !== null) best = { challenger, votes, dropped: droppedGames(order, votes) }
  }
  return best
}

/** Votes of one outcome of one game, and how much the leader's lead shrinks, about, for each one dropped. */
interface Droppable extends Outcome {
  game: number
  effect: number
}

interface Rivals {
  logWorths: readonly number[]
  covariance: Float64Array
  leader: number
  challenger: number
}

function covarianceOf({ items, games }: GameTable, logWorths: readonly number[]): Float64Array {
  const { information } = expand(
    logisticLikelihood(items, gameOutcomes({ items, games })),
    Float64Array.from(logWorths),
  )
  return pseudoInverse(information, items, shiftDirection(items))!
}

/** The votes whose absence narrows the lead, those that do so most first. */
function dropOrder({ items, games }: GameTable, { logWorths, covariance, leader, challenger }: Rivals): Droppable[] {
  const pull = (item: number) => covariance[leader * items + item]! - covariance[challenger * items + item]!
  return games
    .flatMap((each, game) => gameOutcomes({ items, games: [each] }).map((row) => ({ ...row, game })))
    .map((row) => {
      const surprise = row.outcome - sigmoid(logWorths[row.first]! - logWorths[row.second]!)
      return { ...row, effect: surprise * (pull(row.first) - pull(row.second)) }
    })
    .filter(({ effect }) => effect > 0)
    .sort((a, b) => b.effect - a.effect)
}

/** The number of votes whose effects add up to the lead. */
function guessOf(order: readonly Droppable[], lead: number): number {
  let votes = 0
  let left = lead
  for (const { effect, count } of order) {
    const needed = Math.ceil(left / effect)
    if (needed <= count) return votes + Math.max(needed, 1)
    votes += count
    left -= count * effect
  }
  return votes
}

/** The smallest number up to `most` for which the test holds, if it holds from there on; searched from a guess. */
function fewestVotes(most: number, holds: (votes: number) => boolean, guess: number): number | null {
  if (most < 1) return null
  let fails = 0
  let held = Math.min(Math.max(guess, 1), most)
  while (!holds(held)) {
    if (held === most) return null
    fails = held
    held = Math.min(most, held + Math.ceil(held / 4))
  }
  while (held - fails > 1) {
    const middle = Math.floor((fails + held) / 2)
    if (holds(middle)) held = middle
    else fails = middle
  }
  return held
}

function isFlipped(table: GameTable, leader: number, challenger: number): boolean {
  const fit = fitBradleyTerry(table)
  return fit.kind === 'fitted' && fit.logWorths[challenger]! >= fit.logWorths[leader]!
}

/** The games less the first so many votes of the order. */
function without(table: GameTable, order: readonly Droppable[], votes: number): GameTable {
  const games = table.games.map((game) => ({ ...game }))
  for (const { game, drop, kind } of drops(order, votes)) games[game]![kind] -= drop
  return { ...table, games }
}

function droppedGames(order: readonly Droppable[], votes: number): Game[] {
  return drops(order, votes).map(({ first, second, kind, drop }) => {
    return { first, second, wins: 0, losses: 0, ties: 0, [kind]: drop }
  })
}

function drops(order: readonly Droppable[], votes: number) {
  let left = votes
  return order.flatMap((row) => {
    const drop = Math.min(left, row.count)
    left -= drop
    return drop === 0 ? [] : [{ ...row, drop, kind: kindOf(row.outcome) }]
  })
}

function kindOf(outcome: number): 'wins' | 'losses' | 'ties' {
  return outcome === 1 ? 'wins' : outcome === 0 ? 'losses' : 'ties'
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
