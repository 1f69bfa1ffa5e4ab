import type { Random } from './pcg32.ts'

/** A way to draw indices in proportion to weights in constant time each. */
export type Draw = (random: Random) => number

/** Walker's alias table in Vose's form: each cell holds an index, an alias, and the share of the first. */
export function aliasTable(weights: readonly number[]): Draw {
  const n = weights.length
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const share = Float64Array.from(weights, (weight) => (weight * n) / total)
  const alias = Uint32Array.from({ length: n }, (_, k) => k)
  const small: number[] = []
  const large: number[] = []
  for (const [k, part] of share.entries()) (part < 1 ? small : large).push(k)
  while (small.length > 0 && large.length > 0) {
    const poor = small.pop()!
    const rich = large.pop()!
    alias[poor] = rich
    share[rich]! -= 1 - share[poor]!
    ;(share[rich]! < 1 ? small : large).push(rich)
  }
  // What rounding left over in either list is whole.
  for (const k of [...small, ...large]) share[k] = 1
  return (random) => {
    const at = random() * n
    const cell = Math.floor(at)
    return at - cell < share[cell]! ? cell : alias[cell]!
  }
}

/** How often each index comes up in so many draws: a multinomial sample. */
export function drawCounts(
  draw: Draw,
  { length, draws }: { length: number; draws: number },
  random: Random,
): Uint32Array {
  const counts = new Uint32Array(length)
  for (let k = 0; k < draws; k++) counts[draw(random)]!++
  return counts
}
