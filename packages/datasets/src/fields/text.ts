import { refuse } from '../lines/line-error.ts'
import { kindOf } from './json.ts'

/**
 * A text that can be stored and encoded as UTF-8. JSON escapes can spell two things that cannot: a lone half of a
 * surrogate pair, which has no UTF-8 form, and U+0000, which PostgreSQL refuses.
 */
export function textOf(value: unknown, path: string): string {
  if (typeof value !== 'string') refuse(path, `must be a text, but is ${kindOf(value)}`)
  const at = value.search(/[\0\p{Surrogate}]/u)
  if (at !== -1) refuse(path, unstorable(value, at))
  return value
}

function unstorable(value: string, at: number): string {
  const code = value.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')
  const what = value.charCodeAt(at) === 0 ? 'the null character' : 'half of a surrogate pair, not a character,'
  return `has ${what} U+${code} at position ${at + 1}`
}

/** A text with something in it. */
export function filledTextOf(value: unknown, path: string): string {
  const text = textOf(value, path)
  if (text === '') refuse(path, 'must not be empty')
  return text
}

/**
 * A name or key that may be absent. Null and the empty text count as absent, because a table cannot leave a field
 * out; whole numbers are taken as their digits, because ids often are.
 */
export function nameOf(value: unknown, path: string): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  if (Number.isSafeInteger(value)) return String(value)
  return textOf(value, path)
}
