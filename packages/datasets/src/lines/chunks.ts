/** The bytes of a file in order, however they are cut. */
export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

export interface ReadOptions {
  /** Longest line in bytes that is held in memory; a longer one is reported and skipped. Default 32 MiB. */
  maxLineBytes?: number
  /** The encoding of a text file, as the WHATWG names it ("gb18030"). Unless told, UTF-8, UTF-16 and GB18030 are told apart. */
  encoding?: string
  /** What to call the file in an error. Default "input". */
  file?: string
}

export const defaultMaxLineBytes = 32 * 1024 * 1024
