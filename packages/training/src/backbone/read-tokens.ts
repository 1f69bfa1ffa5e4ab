import { lengthBatches, type RewardTexts, type ScoringBatch, type TextSettings, tokenBatch } from '@plackett/models'
import type { TextRow } from '../run/ranked-texts.ts'
import type { ReadListener, ReadTexts, Tensors } from './backbone.ts'

/** Texts tokenised at a time. */
const atOnce = 128

export interface TokenisedTexts {
  readonly ids: readonly Int32Array[]
  readonly isTruncated: readonly boolean[]
}

/** Tokenises texts; those of one prompt that follow each other together. */
export async function tokenise(
  reader: RewardTexts,
  texts: readonly TextRow[],
  onRead: ReadListener,
): Promise<TokenisedTexts> {
  const ids: Int32Array[] = []
  const isTruncated: boolean[] = []
  for (let start = 0; start < texts.length; ) {
    onRead(start / texts.length)
    const { prompt } = texts[start]!
    let end = start + 1
    while (end < texts.length && end - start < atOnce && texts[end]!.prompt === prompt) end++
    const completions = texts.slice(start, end).map(({ completion }) => completion)
    for (const text of await reader.encode(prompt, completions)) {
      ids.push(Int32Array.from(text.ids))
      isTruncated.push(text.isTruncated)
    }
    start = end
  }
  return { ids, isTruncated }
}

/** Token ids as inputs, both of the network that is trained and of the whole one. */
export function tokenTexts({ ids, isTruncated }: TokenisedTexts, settings: TextSettings): ReadTexts {
  const lengths = ids.map((text) => text.length)
  const inputsOf = (rows: readonly number[]): Tensors =>
    tokenBatch(
      rows.map((row) => ids[row]!),
      settings,
    )
  return { lengths, isTruncated, inputsOf, scoringBatches: (rows) => batchesOf(rows, { lengths, settings, inputsOf }) }
}

interface BatchSettings {
  readonly lengths: readonly number[]
  readonly settings: TextSettings
  readonly inputsOf: (rows: readonly number[]) => Tensors
}

function batchesOf(rows: readonly number[], { lengths, settings, inputsOf }: BatchSettings): ScoringBatch[] {
  const batches = lengthBatches(
    rows.map((row) => lengths[row]!),
    settings.maxTokens,
  )
  return batches.map((at) => ({ at, inputs: inputsOf(at.map((index) => rows[index]!)) }))
}
