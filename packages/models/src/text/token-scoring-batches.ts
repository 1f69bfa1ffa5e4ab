import type { ScoringBatch } from '../ngram-features/ngram-batch.ts'
import type { TextSettings } from './text-settings.ts'
import { paddedWidth, tokenBatch } from './token-batch.ts'

/** Tokens of a batch, padding included, and its texts: enough to keep matrix products busy. */
const largest = { tokens: 4_096, texts: 64 }

/** Texts as batches to score, those of about one length together, so that little is padding. */
export function tokenScoringBatches(
  texts: readonly ArrayLike<number>[],
  settings: Pick<TextSettings, 'padTokenId' | 'maxTokens'>,
): ScoringBatch[] {
  return lengthBatches(
    texts.map((ids) => ids.length),
    settings.maxTokens,
  ).map((at) => {
    return {
      at,
      inputs: tokenBatch(
        at.map((index) => texts[index]!),
        settings,
      ),
    }
  })
}

/** Places of a list of lengths in batches to score, shortest first. */
export function lengthBatches(lengths: readonly number[], maxTokens: number): number[][] {
  const order = lengths.map((_, at) => at).sort((a, b) => lengths[a]! - lengths[b]! || a - b)
  const batches: number[][] = []
  for (const at of order) {
    const batch = batches.at(-1)
    const isFull =
      !batch ||
      batch.length >= largest.texts ||
      (batch.length + 1) * paddedWidth(lengths[at]!, maxTokens) > largest.tokens
    if (isFull) batches.push([at])
    else batch.push(at)
  }
  return batches
}
