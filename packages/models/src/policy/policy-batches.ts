import { type Tensor, tensorFrom } from '@plackett/onnx'
import type { PolicyText } from '../text/policy-texts.ts'
import type { TextSettings } from '../text/text-settings.ts'
import { tokenBatch } from '../text/token-batch.ts'

type Padding = Pick<TextSettings, 'padTokenId' | 'maxTokens'>

/** A pair of rows: the chosen and the rejected. */
export type RowPair = readonly [chosen: number, rejected: number]

/** What every objective over policies is fed of some texts: ids, mask, and which tokens are the completions'. */
export function policyBatch(texts: readonly PolicyText[], padding: Padding): Record<string, Tensor> {
  const inputs = tokenBatch(
    texts.map(({ ids }) => ids),
    padding,
  )
  const mask = ofTokens(inputs.input_ids!.dims, (row, at) => (isCompletion(texts[row]!, at) ? 1 : 0))
  return { ...inputs, completion_mask: mask }
}

/** Labels for SFT: the completions' own tokens, −100 elsewhere; `items` is how many the whole step has. */
export function sftTargets(texts: readonly PolicyText[], ids: Tensor, items: number): Record<string, Tensor> {
  const labels = ofTokens(ids.dims, (row, at) => (isCompletion(texts[row]!, at) ? texts[row]!.ids[at]! : -100))
  return { labels, items: tensorFrom('float32', [], [Math.max(items, 1)]) }
}

/** How many labels a text has; its first token is never one. */
export function labelsOf({ ids, start }: PolicyText): number {
  return ids.length - Math.max(start, 1)
}

/** Which rows are pairs, for DPO and ORPO; `share` is the batch's part of its step. */
export function pairTargets(pairs: readonly RowPair[], share: number): Record<string, Tensor> {
  return {
    chosen: vector(pairs.map(([chosen]) => chosen)),
    rejected: vector(pairs.map(([, rejected]) => rejected)),
    step_share: tensorFrom('float32', [], [share]),
  }
}

/** Which rows are wanted or not, for KTO, and which stand beside prompts that are not theirs. */
export function labelTargets(
  labels: readonly { row: number; isDesirable: boolean }[],
  mismatched: readonly number[],
  share: number,
): Record<string, Tensor> {
  return {
    example: vector(labels.map(({ row }) => row)),
    is_desirable: tensorFrom(
      'bool',
      [labels.length],
      labels.map(({ isDesirable }) => Number(isDesirable)),
    ),
    mismatched: vector(mismatched),
    step_share: tensorFrom('float32', [], [share]),
  }
}

function isCompletion({ ids, start }: PolicyText, at: number): boolean {
  return at >= start && at < ids.length
}

function ofTokens(dims: readonly number[], valueAt: (row: number, at: number) => number): Tensor {
  const [rows, width] = dims as [number, number]
  const values = Array.from({ length: rows * width }, (_, at) => valueAt(Math.floor(at / width), at % width))
  return tensorFrom('int64', [rows, width], values)
}

function vector(values: readonly number[]): Tensor {
  return tensorFrom('int64', [values.length], values)
}
