import { AppError } from '@plackett/contracts'

/** What a bundle holds: each file's path with `/`, sorted, and the hash of its content. */
export interface Manifest {
  format: 'plackett-bundle-1'
  files: { path: string; hash: string }[]
}

export function encodeManifest(files: Manifest['files']): Uint8Array {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1))
  return new TextEncoder().encode(JSON.stringify({ format: 'plackett-bundle-1', files: sorted } satisfies Manifest))
}

/** The manifest of a bundle whose bytes were verified; ARTEFACT_NOT_FOUND where the hash is of something else. */
export function decodeManifest(hash: string, bytes: Uint8Array): Manifest {
  const text = new TextDecoder().decode(bytes)
  if (!text.startsWith('{"format":"plackett-bundle-1"')) throw new AppError('ARTEFACT_NOT_FOUND', { key: hash })
  return JSON.parse(text)
}
