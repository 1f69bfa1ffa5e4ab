import { requireFinite, requireThat } from '../numerics/require-that.ts'
import { sigmoid, softplus } from '../numerics/sigmoid.ts'

export interface Temperature {
  /** T > 0 that minimises the log loss of σ(logit/T); null where no T inside (0, ∞) does. */
  temperature: number | null
  logLossBefore: number
  logLossAfter: number | null
}

/**
 * Temperature scaling: how far reward differences overstate (T > 1) or understate the odds. There is no T where the
 * logits order all outcomes right (T → 0) or no better than a coin (T → ∞). Null without pairs.
 */
export function fitTemperature(logits: readonly number[], y: readonly number[]): Temperature | null {
  requireThat(logits.length === y.length, 'Each logit needs an outcome.')
  requireFinite(logits, 'Each logit')
  requireThat(
    y.every((outcome) => outcome === 0 || outcome === 1),
    'Each outcome must be 0 or 1.',
  )
  if (logits.length === 0) return null
  const sharpness = bestSharpness(logits, y)
  return {
    temperature: sharpness === null ? null : 1 / sharpness,
    logLossBefore: logLoss(1, logits, y),
    logLossAfter: sharpness === null ? null : logLoss(sharpness, logits, y),
  }
}

function logLoss(sharpness: number, logits: readonly number[], y: readonly number[]): number {
  return logits.reduce((sum, z, k) => sum + softplus(sharpness * z) - y[k]! * sharpness * z, 0) / logits.length
}

/** The b = 1/T at which Σ (σ(bz) − y) z, which only rises, is 0; null where it is not negative at 0 or never positive. */
function bestSharpness(logits: readonly number[], y: readonly number[]): number | null {
  const slope = (b: number) => logits.reduce((sum, z, k) => sum + (sigmoid(b * z) - y[k]!) * z, 0)
  const separable = logits.every((z, k) => z === 0 || z > 0 === (y[k] === 1))
  if (separable || slope(0) >= 0) return null
  let low = 0
  let high = 1
  while (slope(high) < 0) high *= 2
  for (;;) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return middle
    if (slope(middle) < 0) low = middle
    else high = middle
  }
}
