import { hashOf } from './hash-of.ts'
import type { TextView } from './read-text.ts'

/** A prompt's words, read once for all of its completions. */
export interface PromptView {
  view: TextView
  types: ReadonlySet<string>
}

export interface SurfaceInput {
  prompt: PromptView
  completion: TextView
  /** Different tokens of the completion. */
  types: ReadonlySet<string>
}

type Statistic = (input: SurfaceInput) => number

/**
 * What a completion looks like, whatever its language. Counts are taken as logarithms (the tenth list item says less
 * than the first), the rest are shares in 0..1. Order and meaning are part of a model's file format: change them only
 * together with `featureVersion`.
 */
export const surfaceStatistics = {
  logCharacters: ({ completion }) => Math.log1p(completion.characters),
  logTokens: ({ completion }) => Math.log1p(completion.tokens.length),
  rootTokens: ({ completion }) => Math.sqrt(completion.tokens.length),
  logSentences: ({ completion }) => Math.log1p(completion.sentences),
  logTypes: ({ types }) => Math.log1p(types.size),
  tokenLength: ({ completion: c }) => share(c.letters + c.digits, c.tokens.length),
  longWords: ({ completion: c }) => share(c.tokens.filter((token) => token.length > 6).length, c.tokens.length),
  shortWords: ({ completion: c }) => share(c.tokens.filter((token) => token.length < 4).length, c.tokens.length),
  logSentenceTokens: ({ completion: c }) => Math.log1p(share(c.tokens.length, c.sentences)),
  typeTokenRatio: ({ completion: c, types }) => share(types.size, c.tokens.length),
  /** Guiraud's ratio: less bound to length than types over tokens. */
  typesPerRoot: ({ completion: c, types }) => share(types.size, Math.sqrt(c.tokens.length)),
  repeatedBigrams: ({ completion }) => repeatedShare(completion.tokens, 2),
  repeatedFourgrams: ({ completion }) => repeatedShare(completion.tokens, 4),
  punctuation: ({ completion: c }) => share(c.punctuation, c.characters),
  symbols: ({ completion: c }) => share(c.symbols, c.characters),
  capitals: ({ completion: c }) => share(c.capitals, c.letters),
  digits: ({ completion: c }) => share(c.digits, c.characters),
  unspaced: ({ completion: c }) => share(c.unspaced, c.characters),
  smallStarts: ({ completion: c }) => share(c.smallStarts, c.sentences),
  shoutedWords: ({ completion: c }) => share(matches(c, /\p{Lu}{3,}/gu), c.tokens.length),
  logCommas: ({ completion }) => Math.log1p(matches(completion, /[,;:、]/g)),
  logExclamations: ({ completion }) => Math.log1p(matches(completion, /!/g)),
  logQuestions: ({ completion }) => Math.log1p(matches(completion, /\?/g)),
  logQuotes: ({ completion }) => Math.log1p(matches(completion, /["“”«»「」『』]/g)),
  logBrackets: ({ completion }) => Math.log1p(matches(completion, /[([{]/g)),
  logDots: ({ completion }) => Math.log1p(matches(completion, /\.\.+/g)),
  logLines: ({ completion }) => Math.log1p(matches(completion, /\n/g)),
  logParagraphs: ({ completion }) => Math.log1p(matches(completion, /\n[ \t]*\n/g)),
  logListItems: ({ completion }) => Math.log1p(matches(completion, /^[ \t]{0,8}(?:[-*+•]|\d{1,3}[.):、])/gm)),
  logMarkup: ({ completion }) => Math.log1p(matches(completion, /^#{1,6} |\*\*|^\|/gm)),
  logCode: ({ completion }) => Math.log1p(matches(completion, /`+/g)),
  logFormulas: ({ completion }) => Math.log1p(matches(completion, /\$|\\[([]/g)),
  logLinks: ({ completion }) => Math.log1p(matches(completion, /https?:\/\/|www\./gi)),
  endsSentence: ({ completion }) => (/[.!?。)"”*`]\s*$/.test(completion.text.slice(-40)) ? 1 : 0),
  /** Words of the answer that the prompt has: staying on the subject, or parroting. */
  fromPrompt: ({ prompt, types }) => share(shared(types, prompt.types), types.size),
  /** Words of the prompt that the answer takes up. */
  promptCovered: ({ prompt, types }) => share(shared(types, prompt.types), prompt.types.size),
  logLengthRatio: ({ prompt, completion }) =>
    Math.abs(Math.log1p(completion.characters) - Math.log1p(prompt.view.characters)),
} as const satisfies Record<string, Statistic>

export const surfaceNames = Object.keys(surfaceStatistics) as (keyof typeof surfaceStatistics)[]

/** The statistics of one completion, in the order of `surfaceNames`. */
export function surfaceOf(input: SurfaceInput): number[] {
  return Object.values(surfaceStatistics).map((statistic) => statistic(input))
}

function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0
}

function matches(view: TextView, pattern: RegExp): number {
  let found = 0
  for (const _ of view.text.matchAll(pattern)) found++
  return found
}

function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let both = 0
  for (const type of one) if (other.has(type)) both++
  return both
}

/** Share of n-grams that stood in the text before: 0 is no repetition. N-grams are told apart by 32 bits of hash. */
function repeatedShare(tokens: readonly string[], size: number): number {
  const total = tokens.length - size + 1
  if (total < 2) return 0
  const tokenHashes = tokens.map(hashOf)
  const hashes = new Uint32Array(total)
  for (let at = 0; at < total; at++) {
    let hash = 0
    for (let offset = 0; offset < size; offset++) hash = Math.imul(hash, 0x01000193) ^ tokenHashes[at + offset]!
    hashes[at] = hash
  }
  hashes.sort()
  let different = 1
  for (let at = 1; at < total; at++) if (hashes[at] !== hashes[at - 1]) different++
  return 1 - different / total
}
