import { normalHazard } from '../numerics/normal.ts'

/** What is known of an item's score: a normal distribution. One comparison adds noise of variance 1. */
export interface Belief {
  mean: number
  variance: number
}

/** The exact means and variances of both scores once the winner has beaten the loser. */
export function afterWin(winner: Belief, loser: Belief): { winner: Belief; loser: Belief } {
  const spread = Math.sqrt(1 + winner.variance + loser.variance)
  const lead = (winner.mean - loser.mean) / spread
  const surprise = normalHazard(lead)
  const shrink = surprise * (surprise + lead)
  const updated = ({ mean, variance }: Belief, sign: number): Belief => ({
    mean: mean + (sign * variance * surprise) / spread,
    variance: variance * (1 - (variance / spread ** 2) * shrink),
  })
  return { winner: updated(winner, 1), loser: updated(loser, -1) }
}
