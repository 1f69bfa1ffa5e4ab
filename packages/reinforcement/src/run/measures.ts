/** Words, and each character of scripts that have no spaces between them. */
function wordsOf(text: string): string[] {
  return text.match(/\p{Script=Han}|[\p{L}\p{N}'’]+/gu) ?? []
}

/** Different pairs of neighbouring words among all of them (Li et al. 2016); 1 where there is none. */
export function distinctPairs(texts: readonly string[]): number {
  const pairs = texts.flatMap((text) => {
    const words = wordsOf(text)
    return words.slice(1).map((word, at) => `${words[at]} ${word}`)
  })
  return pairs.length === 0 ? 1 : new Set(pairs).size / pairs.length
}

/** The share of words that stood among the four before them, over all texts. */
export function repeatedShare(texts: readonly string[]): number {
  let repeated = 0
  let all = 0
  for (const text of texts) {
    const words = wordsOf(text)
    all += words.length
    repeated += words.filter((word, at) => words.slice(Math.max(0, at - 4), at).includes(word)).length
  }
  return all === 0 ? 0 : repeated / all
}

export function meanOf(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length
}

/** √(Σ (x − mean)² / (n − 1)); 0 of a single number. */
export function deviationOf(numbers: readonly number[]): number {
  const mean = meanOf(numbers)
  return Math.sqrt(numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0) / Math.max(1, numbers.length - 1))
}
