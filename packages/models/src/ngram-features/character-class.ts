/** What a character is, as bits; a character may be several things (a capital is a letter too). */
export const letter = 1
export const capital = 2
export const digit = 4
export const space = 8
export const punctuation = 16
export const symbol = 32
/** Of a script that puts no spaces between words (Han, kana, Thai, Lao, Khmer, Burmese): each one is a token. */
export const unspaced = 64

const tests: readonly [bits: number, pattern: RegExp][] = [
  [letter, /[\p{L}\p{M}]/u],
  [capital, /\p{Lu}/u],
  [digit, /\p{N}/u],
  [space, /[\s\p{Z}\p{Cc}]/u],
  [punctuation, /\p{P}/u],
  [symbol, /\p{S}/u],
  [
    unspaced,
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u,
  ],
]

const known = 128
const cache = new Uint8Array(0x10000)

/** The class bits of a code point. Patterns are tried once per code point of the basic plane, then remembered. */
export function characterClass(codePoint: number): number {
  if (codePoint >= cache.length) return classify(codePoint)
  const cached = cache[codePoint] as number
  if (cached !== 0) return cached & ~known
  const bits = classify(codePoint)
  cache[codePoint] = bits | known
  return bits
}

function classify(codePoint: number): number {
  const character = String.fromCodePoint(codePoint)
  return tests.reduce((bits, [bit, pattern]) => (pattern.test(character) ? bits | bit : bits), 0)
}
