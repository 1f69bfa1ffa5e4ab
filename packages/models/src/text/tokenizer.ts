import { AppError } from '@plackett/contracts'
import { type Encoding, Tokenizer as NativeTokenizer } from 'tokenizers'
import { checkTokenizerFile } from './check-tokenizer-file.ts'

/** On which side a text that is too long is cut. */
export type TruncationSide = 'left' | 'right'

export interface Limit {
  /** In tokens, special ones included. */
  readonly maxTokens: number
  readonly side: TruncationSide
}

export interface EncodedText {
  readonly ids: number[]
  readonly isTruncated: boolean
}

/** A tokenizer.json at work. Padding and truncation that the file asks for are left out: who encodes decides on both. */
export class Tokenizer {
  readonly #native: NativeTokenizer
  readonly #place: string
  /** Tokens that are added to one text, and to a pair of texts. */
  readonly #added: { one: number; pair: number }

  /** Throws MODEL_FILE_INVALID where the bytes are no tokenizer. */
  static async open(bytes: Uint8Array, place: string): Promise<Tokenizer> {
    try {
      const file = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
      checkTokenizerFile(file)
      const native = NativeTokenizer.fromString(JSON.stringify({ ...file, padding: null, truncation: null }))
      const [one, pair] = await Promise.all([native.encode(''), native.encode('', '')])
      return new Tokenizer(native, { place, one: one.getLength(), pair: pair.getLength() })
    } catch (error) {
      throw invalid(place, error)
    }
  }

  private constructor(native: NativeTokenizer, settings: { place: string; one: number; pair: number }) {
    this.#native = native
    this.#place = settings.place
    this.#added = settings
  }

  /** Ids there are, those of added tokens included. */
  get size(): number {
    return this.#native.getVocabSize(true)
  }

  /** Null for a token that it does not know. */
  idOf(token: string): number | null {
    return this.#native.tokenToId(token)
  }

  /** Null for an id that it does not have. */
  tokenOf(id: number): string | null {
    return this.#native.idToToken(id)
  }

  /** Ids of texts, with the special tokens that belong around a text or without any. */
  async encode(texts: readonly string[], { addSpecialTokens }: { addSpecialTokens: boolean }): Promise<number[][]> {
    const encodings = await this.#encode(texts, addSpecialTokens)
    return encodings.map((encoding) => encoding.getIds())
  }

  /** One text with its special tokens, cut to the limit. */
  async encodeWithin(text: string, { maxTokens, side }: Limit): Promise<EncodedText> {
    const [encoding] = await this.#encode([text], false)
    const room = Math.max(0, maxTokens - this.#added.one)
    const isTruncated = cut(encoding!, room, side)
    return { ids: this.#native.postProcess(encoding!, null, true).getIds(), isTruncated }
  }

  /** A text and its seconds, each as a pair with special tokens, cut to the limit: the longer of both first. */
  async encodePairsWithin(first: string, seconds: readonly string[], limit: Limit): Promise<EncodedText[]> {
    const room = Math.max(0, limit.maxTokens - this.#added.pair)
    const texts = seconds.flatMap((second) => [first, second])
    const encodings = await this.#encode(texts, false)
    return seconds.map((_, at) => {
      const [left, right] = [encodings[2 * at]!, encodings[2 * at + 1]!]
      const [leftRoom, rightRoom] = sharedRoom(left.getLength(), right.getLength(), room)
      const wasCut = [cut(left, leftRoom, limit.side), cut(right, rightRoom, limit.side)]
      return { ids: this.#native.postProcess(left, right, true).getIds(), isTruncated: wasCut.includes(true) }
    })
  }

  async decode(ids: readonly number[], { skipSpecialTokens }: { skipSpecialTokens: boolean }): Promise<string> {
    return this.#native.decode([...ids], skipSpecialTokens)
  }

  /** A file that lacks the token for unknown ones, say, shows only here that it is damaged. */
  async #encode(texts: readonly string[], addSpecialTokens: boolean): Promise<Encoding[]> {
    try {
      return await this.#native.encodeBatch([...texts], { addSpecialTokens })
    } catch (error) {
      throw invalid(this.#place, error)
    }
  }
}

function invalid(place: string, error: unknown): AppError {
  const problem = `tokenizer.json: ${error instanceof Error ? error.message : String(error)}`
  return new AppError('MODEL_FILE_INVALID', { place, problem }, { cause: error })
}

function cut(encoding: Encoding, room: number, side: TruncationSide): boolean {
  if (encoding.getLength() <= room) return false
  encoding.truncate(room, 0, side)
  return true
}

/** How much of two lengths is kept so that both have room, as `longest_first` of the tokenizers library does it. */
function sharedRoom(left: number, right: number, room: number): [number, number] {
  if (left + right <= room) return [left, right]
  const shorter = Math.min(left, right)
  const half = Math.floor(room / 2)
  const [short, long] = 2 * shorter > room ? [half, room - half] : [shorter, room - shorter]
  return left > right ? [long, short] : [short, long]
}
