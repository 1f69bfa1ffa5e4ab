/** The value below which this share of a sample lies, by linear interpolation between order statistics. */
export function percentile(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort()
  const at = share * (sorted.length - 1)
  const below = Math.floor(at)
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below]! + (at - below) * (sorted[above]! - sorted[below]!)
}

/** The middle share of a sample: its (1−level)/2 and (1+level)/2 percentiles. */
export function middleOf(values: ArrayLike<number>, level: number): { lower: number; upper: number } {
  return { lower: percentile(values, (1 - level) / 2), upper: percentile(values, (1 + level) / 2) }
}
