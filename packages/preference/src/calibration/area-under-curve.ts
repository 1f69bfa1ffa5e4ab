import { midRanks } from '../agreement/mid-ranks.ts'
import { requireFinite, requireThat } from '../numerics/require-that.ts'

/** P(a score of class 1 is above one of class 0), ties half: the area under the ROC curve. Null without both classes. */
export function areaUnderCurve(y: readonly number[], scores: readonly number[]): number | null {
  requireThat(y.length === scores.length, 'Each score needs an outcome.')
  requireFinite(scores, 'Each score')
  const positives = y.filter((outcome) => outcome === 1).length
  const negatives = y.length - positives
  if (positives === 0 || negatives === 0) return null
  const rankSum = midRanks(scores).reduce((sum, rank, k) => (y[k] === 1 ? sum + rank : sum), 0)
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives)
}
