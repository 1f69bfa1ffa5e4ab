import { requireThat } from '../numerics/require-that.ts'

/** One comparison of two items. */
export interface Battle {
  first: number
  second: number
  /** 1 if the first was preferred, 0 if the second, 1/2 for a tie. */
  outcome: 0 | 0.5 | 1
}

/** Equal battles as one row. */
export interface OutcomeCount extends Battle {
  count: number
  /** 1/max(battles of the two items in either order, floor): undoes an uneven choice of pairs. */
  reweighting: number
}

/** Distinct battles with their counts, by first, second, outcome; (i, j) and (j, i) stay apart. */
export function collectOutcomes(battles: Iterable<Battle>, floor: number): OutcomeCount[] {
  const rows = new Map<string, Battle & { count: number }>()
  const pairs = new Map<string, number>()
  for (const { first, second, outcome } of battles) {
    requireThat(first !== second, `Item ${first} is compared with itself.`)
    const key = `${first} ${second} ${outcome}`
    const row = rows.get(key)
    if (row) row.count++
    else rows.set(key, { first, second, outcome, count: 1 })
    const pair = pairKey(first, second)
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return [...rows.values()]
    .map((row) => ({ ...row, reweighting: 1 / Math.max(pairs.get(pairKey(row.first, row.second))!, floor) }))
    .sort((a, b) => a.first - b.first || a.second - b.second || a.outcome - b.outcome)
}

function pairKey(a: number, b: number): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`
}
