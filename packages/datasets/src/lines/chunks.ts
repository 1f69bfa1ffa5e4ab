/** The bytes of a file in order, however they are cut. */
export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

export interface ReadOptions {
  /** Longest line in bytes that is held in memory; a longer one is reported and skipped. Default 32 MiB. */
  maxLineBytes?: number
  /** What to call the file in an error. Default "input". */
  file?: string
}

export const defaultMaxLineBytes = 32 * 1024 * 1024
