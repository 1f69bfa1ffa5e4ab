import { randomBytes } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'

/**
 * The secret in `file`, which is made when it is missing: 24 random bytes, readable by the owner only. Written beside its
 * place and renamed, so that a process killed meanwhile leaves no empty secret.
 */
export function keepSecret(file: string): string {
  const known = readSecret(file)
  if (known) return known
  const secret = randomBytes(24).toString('base64url')
  const unfinished = `${file}.${process.pid}`
  writeFileSync(unfinished, secret, { mode: 0o600, flush: true })
  renameSync(unfinished, file)
  return secret
}

function readSecret(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
