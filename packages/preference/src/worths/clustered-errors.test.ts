import { expect, test } from 'vitest'
import { collectGames, type ItemRanking } from '../comparisons/collect-games.ts'
import { pcg32 } from '../numerics/pcg32.ts'
import { sigmoid } from '../numerics/sigmoid.ts'
import { clusteredErrors } from './clustered-errors.ts'
import { fitBradleyTerry } from './fit-bradley-terry.ts'
import { rateItems } from './rate-items.ts'

const random = pcg32(3)

/** Votes between two of four items of worths 0, .4, .8, 1.2. */
const votes: ItemRanking[] = Array.from({ length: 400 }, (_, at) => {
  const items = [at % 4, (at + 1 + (Math.floor(at / 4) % 3)) % 4]
  const first = random() < sigmoid(0.4 * (items[0]! - items[1]!))
  return { items, ranks: first ? [1, 2] : [2, 1] }
})

function errorsOf(clusters: ItemRanking[][]): number[] {
  const table = { items: 4, games: collectGames(clusters.flat()) }
  const fit = fitBradleyTerry(table)
  if (fit.kind !== 'fitted') throw new Error(fit.reason)
  return clusteredErrors({ ...table, clusters }, fit.logWorths)
}

test('where every task is one vote it is the sandwich, but for C/(C−1)', () => {
  const fit = fitBradleyTerry({ items: 4, games: collectGames(votes) })
  if (fit.kind !== 'fitted') throw new Error(fit.reason)
  const expected = fit.standardErrors.sandwich.map((error) => error * Math.sqrt(400 / 399))
  for (const [item, error] of errorsOf(votes.map((vote) => [vote])).entries())
    expect(error).toBeCloseTo(expected[item]!, 10)
})

test('a vote that is repeated within its task is one vote', () => {
  const once = errorsOf(votes.map((vote) => [vote]))
  const thrice = errorsOf(votes.map((vote) => [vote, vote, vote]))
  for (const [item, error] of thrice.entries()) expect(error).toBeCloseTo(once[item]!, 10)
})

test('a leaderboard takes them in place of its own where it is given the tasks', () => {
  const thrice = votes.map((vote) => [vote, vote, vote])
  const games = collectGames(thrice.flat())
  const widths = (clusters?: ItemRanking[][]) => {
    return rateItems({ items: 4, games, ...(clusters && { clusters }) }).rows.map(({ lower, upper }) => upper - lower)
  }
  for (const [item, width] of widths(thrice).entries()) expect(width / widths()[item]!).toBeCloseTo(Math.sqrt(3), 1)
})
