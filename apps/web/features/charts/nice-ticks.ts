/** Round values that cover [low, high] in about `count` steps of 1, 2 or 5 times a power of ten. */
export function niceTicks(low: number, high: number, count = 4): number[] {
  if (!(high > low)) return [low]
  const rough = (high - low) / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough * 0.7) ?? 10)
  const first = Math.ceil(low / step - 1e-9)
  const last = Math.floor(high / step + 1e-9)
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)))
}

/** The range that shows all values with a little air; a single value gets a range around it. */
export function paddedRange(values: readonly number[], share = 0.06): [number, number] {
  const finite = values.filter(Number.isFinite)
  if (finite.length === 0) return [0, 1]
  const low = Math.min(...finite)
  const high = Math.max(...finite)
  const air = high > low ? (high - low) * share : Math.max(Math.abs(high) * share, 0.01)
  return [low - air, high + air]
}

/** Label positions at least `gap` apart, in the order given by their wishes, each as near to its wish as that allows. */
export function spreadLabels(wishes: readonly number[], gap: number): number[] {
  const order = wishes.map((wish, index) => ({ wish, index })).toSorted((a, b) => a.wish - b.wish)
  const placed: number[] = []
  for (const { wish } of order) placed.push(Math.max(wish, (placed.at(-1) ?? Number.NEGATIVE_INFINITY) + gap))
  const shift = placed.length === 0 ? 0 : (placed.at(-1)! - order.at(-1)!.wish) / 2
  const positions: number[] = []
  order.forEach(({ index }, place) => {
    positions[index] = placed[place]! - shift
  })
  return positions
}
