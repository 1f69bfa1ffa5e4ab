/** More parts would cost more runs of the model than a person cares to wait for. */
const mostParts = 64

/** A character of a script that is written without spaces, or a word; each with the white space after it. */
const word =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]\s*|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+\s*|\s+/gu

/** A text as parts that make it up again: its words; of a long text, several words a part. */
export function partsOf(text: string): string[] {
  const words = text.match(word) ?? []
  const size = Math.max(1, Math.ceil(words.length / mostParts))
  const count = Math.ceil(words.length / size)
  return Array.from({ length: count }, (_, at) => words.slice(at * size, (at + 1) * size).join(''))
}
