/** log Σ e^x, without overflow. */
export function logSumExp(scores: Float32Array): number {
  const highest = highestOf(scores)
  let sum = 0
  for (const score of scores) sum += Math.exp(score - highest)
  return highest + Math.log(sum)
}

/** The highest score; NaN where one is NaN. */
export function highestOf(scores: Float32Array): number {
  let highest = -Infinity
  for (const score of scores) {
    if (Number.isNaN(score)) return score
    if (score > highest) highest = score
  }
  return highest
}

/** The ids of the highest scores, highest first; equal ones by id. */
export function likeliest(scores: Float32Array, count: number): number[] {
  const best: number[] = []
  for (let id = 0; id < scores.length; id++) {
    if (best.length === count && scores[id]! <= scores[best.at(-1)!]!) continue
    let at = best.length
    while (at > 0 && scores[best[at - 1]!]! < scores[id]!) at--
    best.splice(at, 0, id)
    if (best.length > count) best.pop()
  }
  return best
}
