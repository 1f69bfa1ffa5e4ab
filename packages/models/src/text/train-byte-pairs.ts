import { byteLevelAlphabet, byteLevelPreTokenizer } from 'tokenizers'
import { MaxHeap } from './max-heap.ts'

/** The special tokens of a tokenizer that is trained here, in the order of their ids. */
export const newTokens = { pad: '[PAD]', unknown: '[UNK]', start: '[CLS]', separator: '[SEP]', mask: '[MASK]' } as const

/** Characters of a run without spaces that are taken as one word; Chinese has no spaces, and merges within words alone. */
const longestWord = 24

/**
 * A tokenizer.json over bytes (Sennrich et al. 2016, as GPT-2 has it) with at most `size` ids: the most frequent pair of
 * neighbours becomes a token, again and again, of equally frequent ones the pair that came first. Pairs seen once stay apart.
 * One text becomes [CLS] text [SEP], a pair [CLS] text [SEP] text [SEP].
 */
export function trainBytePairs(texts: Iterable<string>, size: number): Uint8Array {
  const tokens = [...Object.values(newTokens), ...byteLevelAlphabet().sort()]
  const words = countWords(texts, new Map(tokens.map((token, id) => [token, id])))
  const merges = new Merger(words).run(tokens, size)
  return new TextEncoder().encode(`${JSON.stringify(tokenizerFile(tokens, merges))}\n`)
}

interface Word {
  symbols: number[]
  readonly count: number
}

function countWords(texts: Iterable<string>, ids: ReadonlyMap<string, number>): Word[] {
  const splitter = byteLevelPreTokenizer(false, true)
  const counts = new Map<string, number>()
  for (const text of texts)
    for (const [piece] of splitter.preTokenizeString(text))
      for (let start = 0; start < piece.length; start += longestWord) {
        const word = piece.slice(start, start + longestWord)
        counts.set(word, (counts.get(word) ?? 0) + 1)
      }
  return [...counts].map(([word, count]) => ({ symbols: Array.from(word, (byte) => ids.get(byte)!), count }))
}

/** A pair of ids as one number. */
const idLimit = 2 ** 24

class Merger {
  readonly #words: readonly Word[]
  readonly #counts = new Map<number, number>()
  readonly #places = new Map<number, Set<Word>>()
  readonly #queue = new MaxHeap()

  constructor(words: readonly Word[]) {
    this.#words = words
  }

  /** Appends the new tokens and returns the pairs that they were made of. */
  run(tokens: string[], size: number): [string, string][] {
    for (const word of this.#words) this.#count(word, 1)
    for (const [pair, count] of this.#counts) this.#queue.push(count, pair)
    const merges: [string, string][] = []
    while (tokens.length < size) {
      const pair = this.#mostFrequent()
      if (pair === null) break
      const [left, right] = [Math.floor(pair / idLimit), pair % idLimit]
      merges.push([tokens[left]!, tokens[right]!])
      this.#merge(pair, tokens.push(tokens[left]! + tokens[right]!) - 1)
    }
    return merges
  }

  /** What was pushed before a count changed is passed over: it was pushed again with the new count. */
  #mostFrequent(): number | null {
    for (let top = this.#queue.pop(); top; top = this.#queue.pop()) {
      const count = this.#counts.get(top.key) ?? 0
      if (count === top.priority) return count > 1 ? top.key : null
    }
    return null
  }

  #merge(pair: number, merged: number): void {
    const changed = new Set<number>()
    for (const word of this.#places.get(pair)!) {
      for (const each of this.#count(word, -1)) changed.add(each)
      word.symbols = joined(word.symbols, pair, merged)
      for (const each of this.#count(word, 1)) changed.add(each)
    }
    for (const each of changed) this.#queue.push(this.#counts.get(each)!, each)
  }

  /** Takes a word's pairs into the counts, or out of them. */
  #count(word: Word, sign: 1 | -1): number[] {
    const { symbols, count } = word
    const pairs = symbols.slice(1).map((symbol, at) => symbols[at]! * idLimit + symbol)
    for (const pair of pairs) {
      this.#counts.set(pair, (this.#counts.get(pair) ?? 0) + sign * count)
      const places = this.#places.get(pair) ?? new Set()
      if (sign === 1) places.add(word)
      else places.delete(word)
      this.#places.set(pair, places)
    }
    return pairs
  }
}

function joined(symbols: readonly number[], pair: number, merged: number): number[] {
  const result: number[] = []
  for (let at = 0; at < symbols.length; at++) {
    const isPair = at + 1 < symbols.length && symbols[at]! * idLimit + symbols[at + 1]! === pair
    result.push(isPair ? merged : symbols[at]!)
    if (isPair) at++
  }
  return result
}

function tokenizerFile(tokens: readonly string[], merges: readonly (readonly [string, string])[]): object {
  const special = Object.values(newTokens)
  const describe = (content: string) => ({ id: content, ids: [tokens.indexOf(content)], tokens: [content] })
  const piece = (id: string) => ({ SpecialToken: { id, type_id: 0 } })
  const { start, separator } = newTokens
  const text = (id: 'A' | 'B') => [{ Sequence: { id, type_id: 0 } }, piece(separator)]
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: special.map((content, id) => {
      return { id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true }
    }),
    normalizer: { type: 'NFC' },
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
    post_processor: {
      type: 'TemplateProcessing',
      single: [piece(start), ...text('A')],
      pair: [piece(start), ...text('A'), ...text('B')],
      special_tokens: { [start]: describe(start), [separator]: describe(separator) },
    },
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: newTokens.unknown,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges,
    },
  }
}
