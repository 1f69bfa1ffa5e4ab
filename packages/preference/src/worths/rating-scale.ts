/** Arena's scale: 400 points are a factor of ten in the odds, and the mean of the items is 1000. */
export const pointsPerNat = 400 / Math.LN10
const meanRating = 1000

/** The rating of a centred log-worth. */
export function ratingOf(logWorth: number): number {
  return meanRating + pointsPerNat * logWorth
}
