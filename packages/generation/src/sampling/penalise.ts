import type { SamplingSettings } from './sampling-settings.ts'

/** What was asked and what was written so far, as token ids. */
export interface History {
  readonly prompt: readonly number[]
  readonly written: readonly number[]
}

/** Changes scores by what occurred before, in place. */
export function penalise(scores: Float32Array, history: History, settings: SamplingSettings): void {
  const { repetitionPenalty, presencePenalty, frequencyPenalty } = settings
  if (repetitionPenalty !== 1) {
    for (const id of new Set([...history.prompt, ...history.written])) {
      const score = scores[id]!
      scores[id] = score > 0 ? score / repetitionPenalty : score * repetitionPenalty
    }
  }
  if (presencePenalty === 0 && frequencyPenalty === 0) return
  for (const [id, count] of countsOf(history.written)) scores[id]! -= presencePenalty + count * frequencyPenalty
}

function countsOf(ids: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}
