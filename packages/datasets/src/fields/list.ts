import { refuse } from '../lines/line-error.ts'
import { isObject, type JsonObject, kindOf } from './json.ts'

export function listOf(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) refuse(path, `must be a list, but is ${kindOf(value)}`)
  return value
}

export function objectOf(value: unknown, path: string): JsonObject {
  if (!isObject(value)) refuse(path, `must be an object, but is ${kindOf(value)}`)
  return value
}
