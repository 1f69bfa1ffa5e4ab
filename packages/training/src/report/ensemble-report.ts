import type { Evaluation } from '@plackett/contracts'
import { areaUnderCurve } from '@plackett/preference'
import type { JudgedPair, Rewards } from './judged-pairs.ts'
import { accuracyOf } from './slices.ts'

const bins = 5

/**
 * Whether disagreement of an ensemble's members foretells errors: a pair is unsure by √(s₁² + s₂²) / |r₁ − r₂|, from the
 * standard deviations of its two rewards. Null where nothing has one.
 */
export async function ensembleReportOf(
  pairs: readonly JudgedPair[],
  deviations: Rewards,
): Promise<Evaluation['ensemble']> {
  const unsure = pairs.flatMap((pair) => {
    const [first, second] = [pair.better, pair.worse].map((completion) => deviations[pair.at]![completion] ?? null)
    if (first === null || second === null || pair.difference === null || pair.difference === 0) return []
    const deviation = Math.hypot(first!, second!)
    return [{ pair, deviation, doubt: deviation / Math.abs(pair.difference) }]
  })
  if (unsure.length === 0) return null
  const sorted = unsure.toSorted((a, b) => a.doubt - b.doubt)
  const parts = Array.from({ length: bins }, (_, bin) => {
    return sorted.slice(Math.floor((bin * sorted.length) / bins), Math.floor(((bin + 1) * sorted.length) / bins))
  }).filter((part) => part.length > 0)
  const found: NonNullable<Evaluation['ensemble']>['bins'] = []
  for (const part of parts) {
    const deviation = part.reduce((sum, each) => sum + each.deviation, 0) / part.length
    found.push({ deviation, accuracy: (await accuracyOf(part.map(({ pair }) => pair)))! })
  }
  const errors = unsure.map(({ pair }) => (pair.right < 0.5 ? 1 : 0))
  return {
    bins: found,
    errorArea: areaUnderCurve(
      errors,
      unsure.map(({ doubt }) => doubt),
    ),
  }
}
