import { testReference } from '../../testing/reference.ts'
import { bestOfK } from './best-of-k.ts'
import { type Battle, collectOutcomes } from './collect-outcomes.ts'
import { comparisonsOf } from './comparisons-of.ts'
import { countHalfWins } from './count-half-wins.ts'
import { type Judgement, type WeightedComparison, weighComparisons } from './weigh-comparisons.ts'

const columns = 'annotator a b kind strength_tiers strength_ranks margin w_strict w_all_pairs w_with_ties w_leaderboard'

function rowOf({ annotator, a, b, kind, strength, rankDistance, margin, weights }: WeightedComparison) {
  const { strict, allPairs, withTies, leaderboard } = weights
  return [annotator, a, b, kind, strength, rankDistance, margin, strict, allPairs, withTies, leaderboard]
}

function annotatorOf({ ranks }: Judgement) {
  const { strict, ties } = comparisonsOf(ranks)
  return {
    placed: ranks.filter((rank) => rank !== null).length,
    strict: strict.length,
    tied: ties.length,
    best_of_k: bestOfK(ranks).map(({ better, worse }) => [better, worse]),
  }
}

testReference('comparisons', {
  ranking: ({ rankings }: { rankings: Judgement[] }) => {
    const rows = weighComparisons(rankings).map(rowOf)
    const total = (column: number) => rows.reduce((sum, row) => sum + ((row[column] as number | null) ?? 0), 0)
    return {
      columns: columns.split(' '),
      comparisons: rows,
      annotators: rankings.map(annotatorOf),
      half_wins: countHalfWins(rankings.map(({ ranks }) => ranks)),
      totals: { w_strict: total(7), w_all_pairs: total(8), w_with_ties: total(9), w_leaderboard: total(10) },
    }
  },
  'unique-rows': ({ battles, min_pair_count: floor }: { battles: string; min_pair_count: number }) => {
    const outcome = { w: 1, t: 0.5, l: 0 } as const
    const parsed = battles.split(' ').map((text): Battle => {
      return { first: Number(text[0]), second: Number(text[1]), outcome: outcome[text[2] as 'w'] }
    })
    const rows = collectOutcomes(parsed, floor)
    return {
      columns: ['first', 'second', 'outcome', 'count', 'reweighting'],
      rows: rows.map((row) => [row.first, row.second, row.outcome, row.count, row.reweighting]),
      pairs: new Set(rows.map(({ first, second }) => [first, second].sort().join())).size,
    }
  },
})
