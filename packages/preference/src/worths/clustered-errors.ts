import type { ItemRanking } from '../comparisons/collect-games.ts'
import { pseudoInverse, sandwichErrors } from '../numerics/covariance.ts'
import { expand } from '../numerics/likelihood.ts'
import { sigmoid } from '../numerics/sigmoid.ts'
import { shiftDirection } from './centre.ts'
import type { GameTable } from './game.ts'
import { gameOutcomes, logisticLikelihood } from './logistic-likelihood.ts'

export interface ClusteredInput extends GameTable {
  /** Rankings by task; together they hold the comparisons of the games. */
  clusters: Iterable<readonly ItemRanking[]>
}

/**
 * Standard errors of centred log-worths by the sandwich I⁺ G I⁺ with whole tasks as the independent parts: G = C/(C−1) Σ g gᵀ
 * over the C tasks, g the sum of a task's scores (Liang and Zeger 1986). The six pairs of a ranking of four are not six
 * opinions; counted as such, as Arena's votes are, they make intervals too narrow.
 */
export function clusteredErrors({ items, games, clusters }: ClusteredInput, logWorths: readonly number[]): number[] {
  const { information } = expand(
    logisticLikelihood(items, gameOutcomes({ items, games })),
    Float64Array.from(logWorths),
  )
  const bread = pseudoInverse(information, items, shiftDirection(items))!
  return sandwichErrors(bread, scoreProducts({ items, clusters }, logWorths), items)
}

function scoreProducts(
  { items, clusters }: { items: number; clusters: Iterable<readonly ItemRanking[]> },
  logWorths: readonly number[],
): Float64Array {
  const products = new Float64Array(items * items)
  let count = 0
  for (const rankings of clusters) {
    const scores = scoresOf(rankings, logWorths)
    if (scores.size > 0) count++
    for (const [i, x] of scores) for (const [j, y] of scores) products[i * items + j]! += x * y
  }
  const correction = count > 1 ? count / (count - 1) : 1
  return products.map((entry) => entry * correction)
}

/** By item: the derivative of the log-likelihood of these rankings. */
function scoresOf(rankings: readonly ItemRanking[], logWorths: readonly number[]): Map<number, number> {
  const scores = new Map<number, number>()
  const add = (item: number, score: number) => scores.set(item, (scores.get(item) ?? 0) + score)
  for (const { ranks, items, weight = 1 } of rankings) {
    for (let a = 0; a < ranks.length; a++) {
      for (let b = a + 1; b < ranks.length; b++) {
        const [rankA, rankB, i, j] = [ranks[a]!, ranks[b]!, items[a]!, items[b]!]
        if (rankA === null || rankB === null || i === j) continue
        const outcome = rankA < rankB ? 1 : rankA > rankB ? 0 : 0.5
        const score = weight * (outcome - sigmoid(logWorths[i]! - logWorths[j]!))
        add(i, score)
        add(j, -score)
      }
    }
  }
  return scores
}
