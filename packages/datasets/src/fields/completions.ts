import { type CompletionRecord, minCompletions } from '@plackett/contracts'
import { refuseLine } from '../lines/line-error.ts'
import { listOf, objectOf } from './list.ts'
import { nameOf, textOf } from './text.ts'

/**
 * K completions make K(K-1)/2 comparisons, so a line of a few megabytes could ask for billions. Nobody ranks 256
 * texts; the largest ranking in the public sets has 10.
 */
export const maxRankedCompletions = 256

/** Refuses what the formats of others may rank but nobody could have. */
export function requireRankable(count: number): void {
  if (count > maxRankedCompletions) {
    refuseLine('COMPLETIONS_TOO_MANY', 'completions', { count, limit: maxRankedCompletions })
  }
}

/** Completions `{text, model?}`, at least 2 and at most `limit` of them. */
export function completionsOf(value: unknown, limit: number): CompletionRecord[] {
  const items = listOf(value, 'completions')
  const details = { count: items.length, limit }
  if (items.length < minCompletions) refuseLine('COMPLETIONS_TOO_FEW', 'completions', details)
  if (items.length > limit) refuseLine('COMPLETIONS_TOO_MANY', 'completions', details)
  return items.map((item, index) => completionAt(item, `completions[${index}]`))
}

function completionAt(value: unknown, path: string): CompletionRecord {
  const completion = objectOf(value, path)
  const text = textOf(completion.text, `${path}.text`)
  const model = nameOf(completion.model, `${path}.model`)
  return model === undefined ? { text } : { text, model }
}
