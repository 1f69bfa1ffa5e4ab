// Lanczos' approximation with g = 7 and nine terms (coefficients of Godfrey): about 15 digits for x > 0.
const coefficients = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]

/** ln Γ(x) for x > 0. */
export function logGamma(x: number): number {
  // Γ(x) = Γ(x+1)/x keeps small x inside the approximation's good range.
  if (x < 0.5) return logGamma(x + 1) - Math.log(x)
  const shifted = x - 1
  let series = coefficients[0]!
  for (let k = 1; k < coefficients.length; k++) series += coefficients[k]! / (shifted + k)
  const base = shifted + 7.5
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(base) - base + Math.log(series)
}
