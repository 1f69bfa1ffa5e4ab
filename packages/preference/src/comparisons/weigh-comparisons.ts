import { comparisonsOf, type Ranks } from './comparisons-of.ts'

/** One annotator's answer to a task. */
export interface Judgement {
  ranks: Ranks
  /** Ratings of the completions beside their ranks, where asked for. */
  ratings?: readonly (number | null)[]
}

/** A pair of completions as one annotator of a task judged it, with what it weighs for each purpose. */
export interface WeightedComparison {
  /** Index of the judgement. */
  annotator: number
  /** The preferred one; of a tie, the smaller index. */
  a: number
  b: number
  kind: 'strict' | 'tie'
  /** Tiers apart; 0 for a tie. */
  strength: number
  /** Rank of b less rank of a, as given. */
  rankDistance: number
  /** Rating of a less rating of b (below 0 where the ratings contradict the ranks); null without both. */
  margin: number | null
  weights: ComparisonWeights
}

/** All divided by the number of the task's annotators, so that a task weighs the same however many answered. */
export interface ComparisonWeights {
  /** 1/n over the annotator's n strict pairs: each ranking weighs 1 in a loss without ties. Null for a tie. */
  strict: number | null
  /** 1/C(K,2) over the K placed completions, as InstructGPT: a ranking with ties weighs less. Null for a tie. */
  allPairs: number | null
  /** 1/C(K,2), ties too: for models with ties. */
  withTies: number
  /** 1, ties too: for leaderboards, where every vote counts the same. */
  leaderboard: number
}

/** The comparisons of a task by annotator, a, b. Rankings are never averaged: annotators who differ stay apart. */
export function weighComparisons(judgements: readonly Judgement[]): WeightedComparison[] {
  return judgements.flatMap((judgement, annotator) => {
    return comparisonsBy(judgement, judgements.length).map((comparison) => ({ annotator, ...comparison }))
  })
}

function comparisonsBy({ ranks, ratings }: Judgement, annotators: number): Omit<WeightedComparison, 'annotator'>[] {
  const { strict, ties } = comparisonsOf(ranks)
  const pairs = strict.length + ties.length
  const between = (a: number, b: number) => ({
    a,
    b,
    rankDistance: ranks[b]! - ranks[a]!,
    margin: difference(ratings?.[a], ratings?.[b]),
  })
  const shared = { withTies: 1 / (pairs * annotators), leaderboard: 1 / annotators }
  return [
    ...strict.map(({ better, worse, strength }) => ({
      ...between(better, worse),
      kind: 'strict' as const,
      strength,
      weights: { strict: 1 / (strict.length * annotators), allPairs: shared.withTies, ...shared },
    })),
    ...ties.map(([a, b]) => ({
      ...between(a, b),
      kind: 'tie' as const,
      strength: 0,
      weights: { strict: null, allPairs: null, ...shared },
    })),
  ].sort((x, y) => x.a - y.a || x.b - y.b)
}

function difference(a: number | null | undefined, b: number | null | undefined): number | null {
  return a === null || a === undefined || b === null || b === undefined ? null : a - b
}
