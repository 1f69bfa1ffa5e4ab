import { comparisonsOf, type Ranks } from './comparisons-of.ts'

/** The one best completion against each of the rest; nothing where several share the first place. */
export function bestOfK(ranks: Ranks): { better: number; worse: number }[] {
  const { strict, ties } = comparisonsOf(ranks)
  const beaten = new Set(strict.map(({ worse }) => worse))
  const best = strict.filter(({ better }) => !beaten.has(better))
  const shared = ties.some(([a, b]) => !beaten.has(a) || !beaten.has(b))
  return shared ? [] : best.map(({ better, worse }) => ({ better, worse }))
}
