/** The bytes of a file in order, however they are cut. */
export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

export interface ReadOptions {
  /** Longest line in bytes that is held in memory; a longer one is reported and skipped. Default 32 MiB. */
  maxLineBytes?: number
  /** The encoding of a text file, as the WHATWG names it ("gb18030"). Default UTF-8, or UTF-16 by its byte order mark. */
  encoding?: string
  /** What to call the file in an error. Default "input". */
  file?: string
}

export const defaultMaxLineBytes = 32 * 1024 * 1024
