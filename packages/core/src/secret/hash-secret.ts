import { createHash } from 'node:crypto'

/**
 * What is stored of a secret of 256 random bits. One round of SHA-256 is enough for those: nobody can try them out. It is
 * looked up by its hash, so no comparison of the secret itself leaks its beginning through time.
 */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
