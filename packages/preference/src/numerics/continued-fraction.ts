/** The n-th partial numerator and denominator of b₀ + a₁/(b₁ + a₂/(b₂ + …)). */
export type FractionTerm = (n: number) => { a: number; b: number }

/** The value of a continued fraction by Lentz's method as Thompson and Barnett changed it, to full precision. */
export function continuedFraction(b0: number, term: FractionTerm): number {
  const tiny = 1e-300
  let value = b0 === 0 ? tiny : b0
  let numerator = value
  let denominator = 0
  for (let n = 1; n < 100_000; n++) {
    const { a, b } = term(n)
    denominator = 1 / (b + a * denominator || tiny)
    numerator = b + a / numerator || tiny
    const change = numerator * denominator
    value *= change
    if (Math.abs(change - 1) < 1e-16) break
  }
  return value
}
