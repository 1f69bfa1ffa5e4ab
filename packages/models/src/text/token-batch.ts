import { type Tensor, tensorOf } from '@plackett/onnx'
import type { TextSettings } from './text-settings.ts'

/** Widths of batches are multiples of this, so that there are few different ones. */
const step = 8

/** The width of a batch whose longest text has this many tokens; no more than the longest text that the model takes. */
export function paddedWidth(tokens: number, maxTokens: number): number {
  return Math.max(tokens, Math.min(maxTokens, Math.max(step, Math.ceil(tokens / step) * step)))
}

/** The inputs of a transformer for texts, padded on the right to one width. */
export function tokenBatch(
  texts: readonly ArrayLike<number>[],
  { padTokenId, maxTokens }: Pick<TextSettings, 'padTokenId' | 'maxTokens'>,
): Record<string, Tensor> {
  const width = paddedWidth(Math.max(...texts.map((ids) => ids.length)), maxTokens)
  const dims = [texts.length, width]
  const ids = new BigInt64Array(texts.length * width).fill(BigInt(padTokenId))
  const mask = new BigInt64Array(texts.length * width)
  for (const [row, text] of texts.entries())
    for (let at = 0; at < text.length; at++) {
      ids[row * width + at] = BigInt(text[at]!)
      mask[row * width + at] = 1n
    }
  return { input_ids: tensorOf('int64', dims, ids), attention_mask: tensorOf('int64', dims, mask) }
}
