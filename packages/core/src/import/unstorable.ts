import type { PromptRecord } from '@plackett/contracts'

/** PostgreSQL's text holds every Unicode character but this one. */
const unstorable = '\u0000'

/** Where in a record a character stands that cannot be stored, e.g. `completions[2].text`; null if nowhere. */
export function unstorablePath(record: PromptRecord): string | null {
  return findIn(record, '')
}

function findIn(value: unknown, path: string): string | null {
  if (typeof value === 'string') return value.includes(unstorable) || /\p{Surrogate}/u.test(value) ? path : null
  if (typeof value !== 'object' || value === null) return null
  for (const [key, item] of Object.entries(value)) {
    const found = findIn(item, Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`)
    if (found !== null) return found
  }
  return null
}
