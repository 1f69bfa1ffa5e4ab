import { randomUUID } from 'node:crypto'

/** An id for an answer, as these protocols have it: of no meaning, and never the same twice. */
export function responseId(prefix: string): string {
  return `${prefix}${randomUUID().replaceAll('-', '')}`
}

/** Seconds since 1970, as these protocols date their answers. */
export function createdNow(): number {
  return Math.floor(Date.now() / 1_000)
}
