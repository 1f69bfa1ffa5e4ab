import { AppError, type Prompt } from '@plackett/contracts'
import { type ScoringBatch, scoringBatches } from '../ngram-features/ngram-batch.ts'
import { type NgramFeatures, tableRows } from '../ngram-features/ngram-features.ts'
import { ExampleReader } from '../ngram-features/read-example.ts'
import { vectorOf } from '../ngram-features/vector-of.ts'
import type { RewardTexts } from '../text/reward-texts.ts'
import type { TextSettings } from '../text/text-settings.ts'
import { tokenScoringBatches } from '../text/token-scoring-batches.ts'
import type { EncodedText } from '../text/tokenizer.ts'

export interface TextToScore {
  readonly prompt: Prompt
  readonly completion: string
}

export interface ReadForScoring {
  /** The rows of each batch stand for the texts at these places; a text that was refused is in none. */
  readonly batches: readonly ScoringBatch[]
  readonly isTruncated: boolean[]
  /** How many tokens, or n-grams, were read of each text. */
  readonly tokens: number[]
  /** Tokens of all tensors together, padding included. */
  readonly slots: number
  /** Why a text cannot be read, in the words of the model's chat template; null where it can. */
  readonly problems: readonly (string | null)[]
}

/** How a model's graph is fed. */
export interface ModelReader {
  read(items: readonly TextToScore[]): Promise<ReadForScoring>
  /** A batch that a graph of other sizes or names fails on. */
  probe(): ScoringBatch[]
}

export class NgramReader implements ModelReader {
  readonly #features: NgramFeatures

  constructor(features: NgramFeatures) {
    this.#features = features
  }

  async read(items: readonly TextToScore[]): Promise<ReadForScoring> {
    const reader = new ExampleReader()
    const examples = items.map(({ prompt, completion }) => reader.read(prompt, completion))
    const vectors = examples.map((example) => vectorOf(this.#features, example))
    const batches = scoringBatches(vectors)
    return {
      batches,
      slots: slotsOf(batches, 'ngram_ids'),
      isTruncated: examples.map(({ isTruncated }) => isTruncated),
      tokens: vectors.map(({ ids }) => ids.length),
      problems: items.map(() => null),
    }
  }

  /** The last row of the weight table. */
  probe(): ScoringBatch[] {
    const ids = BigInt64Array.of(BigInt(tableRows(this.#features) - 1))
    return scoringBatches([
      { ids, values: Float32Array.of(0), surface: new Float32Array(this.#features.surface.length) },
    ])
  }
}

export class TokenReader implements ModelReader {
  readonly #texts: RewardTexts
  readonly #settings: TextSettings

  constructor(texts: RewardTexts, settings: TextSettings) {
    this.#texts = texts
    this.#settings = settings
  }

  async read(items: readonly TextToScore[]): Promise<ReadForScoring> {
    const encoded = await Promise.all(items.map((item) => this.#encode(item)))
    const read = encoded.flatMap((each, at) => (typeof each === 'string' ? [] : [{ ids: each.ids, at }]))
    const batches = tokenScoringBatches(
      read.map(({ ids }) => ids),
      this.#settings,
    )
    return {
      slots: slotsOf(batches, 'input_ids'),
      batches: batches.map(({ at, inputs }) => ({ at: at.map((index) => read[index]!.at), inputs })),
      isTruncated: encoded.map((each) => typeof each !== 'string' && each.isTruncated),
      tokens: encoded.map((each) => (typeof each === 'string' ? 0 : each.ids.length)),
      problems: encoded.map((each) => (typeof each === 'string' ? each : null)),
    }
  }

  /** A short text. */
  probe(): ScoringBatch[] {
    const { padTokenId, maxTokens } = this.#settings
    return tokenScoringBatches([new Array(Math.min(maxTokens, 8)).fill(padTokenId === 0 ? 1 : 0)], this.#settings)
  }

  async #encode({ prompt, completion }: TextToScore): Promise<EncodedText | string> {
    try {
      const [text] = await this.#texts.encode(prompt, [completion])
      return text!
    } catch (error) {
      if (error instanceof AppError && error.code === 'PROMPT_REFUSED') return error.message
      throw error
    }
  }
}

function slotsOf(batches: readonly ScoringBatch[], name: string): number {
  return batches.reduce((sum, { inputs }) => sum + inputs[name]!.data.length, 0)
}
