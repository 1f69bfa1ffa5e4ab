/** How many values an n-gram's hash has. Two of half a million n-grams meet in one bucket for every eighth of them. */
export const hashBuckets = 1 << 22

/** The different n-grams of a text by bucket, in ascending order, and how often each stands there. */
export interface NgramCounts {
  buckets: Uint32Array
  counts: Uint16Array
}

const salts = { word: 0x3c6ef372, pair: 0x1b873593, letters: 0x2545f491 }

/**
 * Counts single tokens, pairs of neighbours, and for tokens of more than one character their character trigrams, the
 * token's two ends counting as characters. In unspaced scripts a token is a character, so there these are character
 * 1-2-grams.
 */
export function countNgrams(tokens: readonly string[]): NgramCounts {
  const hashes: number[] = []
  let previous = 0
  for (const token of tokens) {
    const hash = hashOf(token)
    hashes.push(bucketOf(hash ^ salts.word))
    if (previous !== 0) hashes.push(bucketOf(Math.imul(previous, 31) ^ hash ^ salts.pair))
    if (token.length > 1) addTrigrams(token, hashes)
    previous = hash
  }
  return runLengths(Uint32Array.from(hashes).sort())
}

function addTrigrams(token: string, into: number[]): void {
  for (let at = -1; at + 2 <= token.length; at++) {
    let hash = salts.letters
    for (let offset = 0; offset < 3; offset++) {
      const unit = token.charCodeAt(at + offset)
      hash = Math.imul(hash ^ (Number.isNaN(unit) ? 0 : unit), 0x01000193)
    }
    into.push(bucketOf(hash))
  }
}

/** FNV-1a over UTF-16 units. */
function hashOf(token: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < token.length; at++) hash = Math.imul(hash ^ token.charCodeAt(at), 0x01000193)
  return hash
}

/** The finishing step of MurmurHash3, so that every bit of the hash tells on the bucket. */
function bucketOf(hash: number): number {
  let mixed = hash
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) & (hashBuckets - 1)
}

function runLengths(sorted: Uint32Array): NgramCounts {
  const buckets = new Uint32Array(sorted.length)
  const counts = new Uint16Array(sorted.length)
  let found = 0
  for (let at = 0; at < sorted.length; at++) {
    if (at === 0 || sorted[at] !== sorted[at - 1]) buckets[found++] = sorted[at]!
    const seen = counts[found - 1]!
    if (seen < 0xffff) counts[found - 1] = seen + 1
  }
  return { buckets: buckets.slice(0, found), counts: counts.slice(0, found) }
}
