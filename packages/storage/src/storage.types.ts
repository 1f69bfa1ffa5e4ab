/**
 * Artefacts (models, dataset versions): immutable bytes, each under the SHA-256 of its content. Storing the same content
 * again changes nothing, a half-written one is never seen, and what is read is checked against its name.
 */
export interface Storage {
  /** Stores bytes and returns their hash, 64 hexadecimal digits. */
  put(bytes: Uint8Array): Promise<string>
  /** The bytes of a hash. Throws ARTEFACT_NOT_FOUND, or ARTEFACT_CORRUPT where they are not what the hash names. */
  read(hash: string): Promise<Uint8Array>
  /** Stores the files of a directory, its subdirectories included, as one bundle; returns the hash of its manifest. */
  putDirectory(directory: string): Promise<string>
  /** Writes a bundle's files to a directory, which appears whole or not at all; one that is there and intact stays. */
  fetchDirectory(hash: string, directory: string): Promise<void>
}
