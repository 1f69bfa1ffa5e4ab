import { refuse } from '../lines/line-error.ts'
import { kindOf } from './json.ts'

/** A number, which in JSON is always finite but for overflow. */
export function numberOf(value: unknown, path: string): number {
  if (typeof value !== 'number') refuse(path, `must be a number, but is ${kindOf(value)}`)
  if (!Number.isFinite(value)) refuse(path, `must be a finite number, but is ${value}`)
  return value
}
