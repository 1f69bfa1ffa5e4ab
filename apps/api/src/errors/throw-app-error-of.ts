import { appErrorOf } from './app-error-of.ts'

/** For the routes of packages/serving, which know nothing of the database and would call its failures ours. */
export function throwAppErrorOf(error: unknown): never {
  throw appErrorOf(error)
}
