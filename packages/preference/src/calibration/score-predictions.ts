import { rightness } from './measure-calibration.ts'
import { type Predictions, requirePredictions } from './predictions.ts'

/** Proper scores of predicted preferences; each null without pairs. */
export interface PredictionScores {
  /** Mean (p − y)². */
  brier: number | null
  /** Mean −ln of the probability given to what happened; null also where that was 0. */
  logLoss: number | null
  /** Share of pairs whose likelier was preferred, p = ½ counting half. */
  accuracy: number | null
}

export function scorePredictions(predictions: Predictions): PredictionScores {
  requirePredictions(predictions)
  const { p, y } = predictions
  if (p.length === 0) return { brier: null, logLoss: null, accuracy: null }
  const mean = (of: (p: number, y: number) => number) =>
    p.reduce((sum, value, k) => sum + of(value, y[k]!), 0) / p.length
  const logLoss = mean((value, happened) => -Math.log(happened === 1 ? value : 1 - value))
  return {
    brier: mean((value, happened) => (value - happened) ** 2),
    logLoss: Number.isFinite(logLoss) ? logLoss : null,
    accuracy: mean(rightness),
  }
}
