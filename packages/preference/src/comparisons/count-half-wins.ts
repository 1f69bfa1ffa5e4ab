import { comparisonsOf, type Ranks } from './comparisons-of.ts'

/** Weighted wins of each completion (row) over each other (column), every annotator's vote 1/annotators, a tie ½ each way. */
export function countHalfWins(rankings: readonly Ranks[]): number[][] {
  const items = rankings[0]?.length ?? 0
  const wins = Array.from({ length: items }, () => new Array<number>(items).fill(0))
  for (const ranks of rankings) {
    const { strict, ties } = comparisonsOf(ranks)
    for (const { better, worse } of strict) wins[better]![worse]! += 1 / rankings.length
    for (const [a, b] of ties) {
      wins[a]![b]! += 0.5 / rankings.length
      wins[b]![a]! += 0.5 / rankings.length
    }
  }
  return wins
}
