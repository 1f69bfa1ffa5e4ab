/** Ranks from 1, ascending; equal values share the mean of the ranks that they cover. */
export function midRanks(values: readonly number[]): number[] {
  return values.length <= 16 ? countedRanks(values) : sortedRanks(values)
}

/** 1 + the number below + half the number level with it: for a task's few completions faster than sorting. */
function countedRanks(values: readonly number[]): number[] {
  return values.map((value) => {
    let rank = 0.5
    for (const other of values) rank += other < value ? 1 : other === value ? 0.5 : 0
    return rank
  })
}

function sortedRanks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((a, b) => values[a]! - values[b]!)
  const ranks = new Array<number>(values.length)
  let start = 0
  while (start < order.length) {
    let end = start + 1
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++
    for (let at = start; at < end; at++) ranks[order[at]!] = (start + 1 + end) / 2
    start = end
  }
  return ranks
}
