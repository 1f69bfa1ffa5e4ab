/** 1 + the number of others whose lower end is strictly above this upper end: overlapping intervals share a rank. */
export function rankByInterval(intervals: readonly { lower: number; upper: number }[]): number[] {
  const lowers = intervals.map(({ lower }) => lower).sort((a, b) => a - b)
  return intervals.map(({ upper }) => 1 + lowers.length - countUpTo(lowers, upper))
}

/** How many of the ascending values are at most the limit. */
function countUpTo(ascending: readonly number[], limit: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ascending[middle]! <= limit) low = middle + 1
    else high = middle
  }
  return low
}
