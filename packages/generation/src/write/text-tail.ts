import type { Tokenizer } from '@plackett/models'

/** Tokens of the prompt that are decoded together with what follows: decoders strip the space of a first word. */
const contextTokens = 6

type Decode = Pick<Tokenizer, 'decode'>

/**
 * The text of tokens as they come. A character whose bytes are not all there yet waits for the rest, and a word's space is
 * kept although the tokenizer strips that of a first word.
 */
export class TextTail {
  readonly #decode: (ids: readonly number[]) => Promise<string>
  readonly #ids: number[]
  /** Tokens before which nothing is decoded any more, and up to which the text was told. */
  #start = 0
  #told: number

  constructor(tokenizer: Decode, prompt: readonly number[]) {
    this.#decode = (ids) => tokenizer.decode(ids, { skipSpecialTokens: true })
    this.#ids = prompt.slice(-contextTokens)
    this.#told = this.#ids.length
  }

  /** What one more token adds to the text: often nothing, until a character is whole. */
  async add(id: number): Promise<string> {
    this.#ids.push(id)
    const [before, after] = await this.#texts()
    if (after.length <= before.length || after.endsWith('\ufffd')) return ''
    this.#start = this.#told
    this.#told = this.#ids.length
    return after.slice(before.length)
  }

  /** What is left at the end, incomplete characters and all. */
  async rest(): Promise<string> {
    const [before, after] = await this.#texts()
    return after.slice(before.length)
  }

  async #texts(): Promise<[string, string]> {
    const ids = this.#ids.slice(this.#start)
    return Promise.all([this.#decode(ids.slice(0, this.#told - this.#start)), this.#decode(ids)])
  }
}

/** The text of all tokens at once. */
export async function textOf(tokenizer: Decode, prompt: readonly number[], ids: readonly number[]): Promise<string> {
  const context = prompt.slice(-contextTokens)
  const [before, after] = await Promise.all(
    [context, [...context, ...ids]].map((all) => tokenizer.decode(all, { skipSpecialTokens: true })),
  )
  return after!.slice(before!.length)
}
