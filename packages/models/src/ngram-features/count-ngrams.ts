import { hashOf } from './hash-of.ts'

/** How many values an n-gram's hash has. Two of half a million n-grams meet in one bucket for every eighth of them. */
export const hashBuckets = 1 << 22

/** The different n-grams of a text by bucket, in ascending order, and how often each stands there. */
export interface NgramCounts {
  buckets: Uint32Array
  counts: Uint16Array
}

const salts = { token: 0x3c6ef372, pair: 0x1b873593 }

/**
 * Counts tokens and pairs of neighbours: 1-2-grams of words, and of characters in scripts without spaces, where a token
 * is a character. Character trigrams of words were tried too: on four public sets they change nothing but the time.
 */
export function countNgrams(tokens: readonly string[]): NgramCounts {
  const hashes = new Uint32Array(Math.max(2 * tokens.length - 1, 0))
  let previous = 0
  let found = 0
  for (const [at, token] of tokens.entries()) {
    const hash = hashOf(token)
    hashes[found++] = bucketOf(hash ^ salts.token)
    if (at > 0) hashes[found++] = bucketOf(Math.imul(previous, 31) ^ hash ^ salts.pair)
    previous = hash
  }
  return runLengths(hashes.sort())
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
