/** A demand that the height of `to` be at least that of `from` plus a gain. */
export interface HeightDemand {
  from: number
  to: number
  gain: number
}

/**
 * Whether some cycle of demands gains more than nothing, so that no heights can meet them all: Bellman and Ford's rounds
 * of raising heights still go on after as many rounds as there are items. Gains are whole numbers.
 */
export function hasRisingCycle(items: number, demands: readonly HeightDemand[]): boolean {
  const height = new Int32Array(items)
  for (let round = 0; round <= items; round++) {
    let rose = false
    for (const { from, to, gain } of demands) {
      if (height[to]! >= height[from]! + gain) continue
      height[to] = height[from]! + gain
      rose = true
    }
    if (!rose) return false
  }
  return true
}
