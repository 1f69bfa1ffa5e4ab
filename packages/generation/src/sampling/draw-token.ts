import { highestOf } from './log-probabilities.ts'
import { type History, penalise } from './penalise.ts'
import type { SamplingSettings } from './sampling-settings.ts'

/**
 * The next token: penalties, then temperature, then the top-k, top-p and min-p filters in the order of transformers' warpers,
 * then one draw. Scores are left as they are. `uniform` is asked once, and not at all at temperature 0. Throws where a score
 * is no number, which is the model's fault.
 */
export function drawToken(
  logits: Float32Array,
  settings: SamplingSettings,
  { history, uniform }: { history: History; uniform: () => number },
): number {
  const scores = Float32Array.from(logits)
  penalise(scores, history, settings)
  const highest = highestOf(scores)
  if (!Number.isFinite(highest)) throw new RangeError('The model gives scores that are no numbers.')
  if (settings.temperature === 0) return scores.indexOf(highest)
  const weights = Float64Array.from(scores, (score) => Math.exp((score - highest) / settings.temperature))
  keepLikely(weights, scores, settings)
  return drawn(weights, uniform())
}

/** Sets to 0 what the filters leave out. The likeliest always stays. */
function keepLikely(weights: Float64Array, scores: Float32Array, { topK, topP, minP }: SamplingSettings): void {
  const usesK = topK > 0 && topK < weights.length
  if (usesK || topP < 1) {
    const order = Uint32Array.from(weights.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b)
    const kept = usesK ? topK : order.length
    const all = order.subarray(0, kept).reduce((sum, id) => sum + weights[id]!, 0)
    let before = 0
    for (const [place, id] of order.entries()) {
      const isLikely = place === 0 || (place < kept && (topP === 1 || before < topP * all))
      before += weights[id]!
      if (!isLikely) weights[id] = 0
    }
  }
  if (minP > 0) for (const [id, weight] of weights.entries()) if (weight < minP) weights[id] = 0
}

function drawn(weights: Float64Array, uniform: number): number {
  let left = uniform * weights.reduce((sum, weight) => sum + weight, 0)
  let last = 0
  for (const [id, weight] of weights.entries()) {
    if (weight === 0) continue
    left -= weight
    last = id
    if (left < 0) break
  }
  return last
}
