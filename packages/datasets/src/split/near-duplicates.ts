/** Characters in a shingle: long enough that chance likeness is rare, in Chinese as in English. */
const shingleLength = 5
const bins = 128
/** Signatures that agree on all four bins of one of the 32 bands are compared: of two with likeness 0.8, all but 1 in 10⁷. */
const rowsPerBand = 4
const empty = 0xffffffff

/**
 * Joins texts that are nearly the same: for each, the index of the first text of its set. Likeness is the Jaccard index of
 * the sets of shingles, estimated by MinHash with one permutation (Li, Owen and Zhang 2012, densified as in Shrivastava 2017)
 * to within 0.04; texts of at least `threshold` are joined, and what is joined to the same is joined. Linear in the texts.
 */
export function joinNearDuplicates(texts: readonly string[], threshold: number): number[] {
  const parent = texts.map((_, index) => index)
  const signatures = texts.map(signatureOf)
  for (let band = 0; band < bins; band += rowsPerBand) {
    const seen = new Map<string, number[]>()
    for (const [index, signature] of signatures.entries()) {
      const key = signature.subarray(band, band + rowsPerBand).join(' ')
      const others = seen.get(key) ?? []
      const root = find(parent, index)
      const like = others.find(
        (other) => find(parent, other) !== root && likeness(signatures[other]!, signature) >= threshold,
      )
      if (like !== undefined) union(parent, like, index)
      // A bucket keeps one text per set, and few sets: what is alike shares many bands.
      if (others.length < 16 && !others.some((other) => find(parent, other) === find(parent, index))) others.push(index)
      seen.set(key, others)
    }
  }
  return parent.map((_, index) => find(parent, index))
}

/** The smallest hash of the shingles in each bin. An empty bin takes that of another one, drawn by its number. */
function signatureOf(text: string): Uint32Array {
  const canonical = canonicalOf(text)
  const smallest = new Uint32Array(bins).fill(empty)
  for (let at = 0; at === 0 || at + shingleLength <= canonical.length; at += 1) {
    const hash = hashOf(canonical, at, at + shingleLength)
    const bin = hash % bins
    if (hash < smallest[bin]!) smallest[bin] = hash
  }
  return densified(smallest)
}

function densified(smallest: Uint32Array): Uint32Array {
  return smallest.map((value, bin) => {
    if (value !== empty) return value
    for (let attempt = 1; ; attempt += 1) {
      const other = smallest[mixed(bin * 0x9e3779b1 + attempt) % bins]!
      if (other !== empty) return other
    }
  })
}

/** Case, width and white space make no difference. */
function canonicalOf(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim()
}

/** FNV-1a over UTF-16 units, mixed so that its low bits are as good as its high ones. */
function hashOf(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let at = start; at < Math.min(end, text.length); at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return mixed(hash) === empty ? 0 : mixed(hash)
}

/** The finalizer of MurmurHash3. */
function mixed(value: number): number {
  let hash = value | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

function likeness(one: Uint32Array, other: Uint32Array): number {
  let same = 0
  for (let bin = 0; bin < bins; bin += 1) if (one[bin] === other[bin]) same += 1
  return same / bins
}

function find(parent: number[], index: number): number {
  let root = index
  while (parent[root] !== root) root = parent[root]!
  let at = index
  while (parent[at] !== root) [parent[at], at] = [root, parent[at]!]
  return root
}

/** The first of the two roots stays, so that the answer does not hang on the order of the bands. */
function union(parent: number[], one: number, other: number): void {
  const [a, b] = [find(parent, one), find(parent, other)]
  parent[Math.max(a, b)] = Math.min(a, b)
}
