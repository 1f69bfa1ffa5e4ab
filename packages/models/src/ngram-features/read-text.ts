import { capital, characterClass, digit, letter, punctuation, space, symbol, unspaced } from './character-class.ts'

/** A text as the features see it: normalised, cut into tokens, counted. All counts are in code points. */
export interface TextView {
  /** Unicode NFKC, line ends as \n, at most the wanted number of UTF-16 units. */
  text: string
  isTruncated: boolean
  /** In lower case: words of spaced scripts (with inner apostrophes), single characters of unspaced ones. */
  tokens: string[]
  /** Code points other than white space. */
  characters: number
  letters: number
  capitals: number
  digits: number
  punctuation: number
  symbols: number
  unspaced: number
  sentences: number
  /** Sentences whose first letter is small though its script has capitals: careless writing. */
  smallStarts: number
}

/** Reads at most `maxUnits` UTF-16 units of a text, so that a hostile one costs no more than a long one. */
export function readText(raw: string, maxUnits: number): TextView {
  const isTruncated = raw.length > maxUnits
  const text = (isTruncated ? raw.slice(0, maxUnits) : raw)
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .normalize('NFKC')
    .replace(/\r\n?/g, '\n')
  const view: TextView = { text, isTruncated, tokens: [], ...noCounts }
  const lower = text.toLowerCase()
  // Lower-casing may change the length ('İ' becomes two); then tokens are lowered one by one instead.
  const source = lower.length === text.length ? lower : null
  let wordStart = -1
  let isSentenceOpen = false
  for (let at = 0; at < text.length; ) {
    const codePoint = text.codePointAt(at) as number
    const bits = characterClass(codePoint)
    const next = at + (codePoint > 0xffff ? 2 : 1)
    const isWord = (bits & (letter | digit)) !== 0 && (bits & unspaced) === 0
    if (isWord) {
      if (wordStart < 0) wordStart = at
    } else if (wordStart >= 0 && !(isApostrophe(codePoint) && startsWord(text, next))) {
      view.tokens.push(source === null ? text.slice(wordStart, at).toLowerCase() : source.slice(wordStart, at))
      wordStart = -1
    }
    if (bits & unspaced) view.tokens.push(text.slice(at, next))
    if (!isSentenceOpen && bits & (letter | digit)) {
      isSentenceOpen = true
      view.sentences++
      if ((bits & (letter | capital | unspaced)) === letter && isSmall(text.slice(at, next))) view.smallStarts++
    } else if (isSentenceOpen && endsSentence(codePoint, text, next)) isSentenceOpen = false
    if (!(bits & space)) count(view, bits)
    at = next
  }
  if (wordStart >= 0) view.tokens.push((source ?? text).slice(wordStart).toLowerCase())
  return view
}

const noCounts = {
  characters: 0,
  letters: 0,
  capitals: 0,
  digits: 0,
  punctuation: 0,
  symbols: 0,
  unspaced: 0,
  sentences: 0,
  smallStarts: 0,
}

function count(view: TextView, bits: number): void {
  view.characters++
  if (bits & letter) view.letters++
  if (bits & capital) view.capitals++
  if (bits & digit) view.digits++
  if (bits & punctuation) view.punctuation++
  if (bits & symbol) view.symbols++
  if (bits & unspaced) view.unspaced++
}

function isApostrophe(codePoint: number): boolean {
  return codePoint === 0x27 || codePoint === 0x2019
}

function startsWord(text: string, at: number): boolean {
  return at < text.length && (characterClass(text.codePointAt(at) as number) & (letter | unspaced)) === letter
}

function isSmall(character: string): boolean {
  return character.toUpperCase() !== character
}

/** A line end, an ideographic full stop, or . ! ? before anything but a letter or a digit (so not in 3.14 or a.m). */
function endsSentence(codePoint: number, text: string, next: number): boolean {
  if (codePoint === 0x0a || codePoint === 0x3002) return true
  if (codePoint !== 0x2e && codePoint !== 0x21 && codePoint !== 0x3f) return false
  if (next >= text.length) return true
  const after = characterClass(text.codePointAt(next) as number)
  return (after & unspaced) !== 0 || (after & (letter | digit)) === 0
}
