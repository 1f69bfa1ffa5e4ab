import { AppError } from '@plackett/contracts'
import { databaseErrorOf } from '@plackett/core'
import { z } from 'zod'

/** What a caller is told of an error: the product's own as they are, everything else as INTERNAL without its text. */
export function appErrorOf(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (error instanceof z.ZodError) return new AppError('INVALID_INPUT', { problem: problemOf(error) }, { cause: error })
  if (databaseErrorOf(error) === 'connection_exception') {
    return new AppError('DATABASE_UNREACHABLE', { problem: 'it is away for a moment', seconds: 2 }, { cause: error })
  }
  if (isUnstorable(error)) {
    const problem = 'a text holds U+0000 or half of a surrogate pair, which cannot be stored'
    return new AppError('INVALID_INPUT', { problem }, { cause: error })
  }
  return new AppError('INTERNAL', {}, { cause: error })
}

/** PostgreSQL refuses what its text cannot hold, wherever in an input it stood. */
function isUnstorable(error: unknown): boolean {
  return ['character_not_in_repertoire', 'untranslatable_character'].includes(databaseErrorOf(error) ?? '')
}

/** The first issue of a schema and its place, e.g. `items[2].completion: expected string`. */
function problemOf(error: z.ZodError): string {
  const [issue] = error.issues
  if (issue === undefined) return 'unknown'
  const path = z.core.toDotPath(issue.path)
  return path === '' ? issue.message : `${path}: ${issue.message}`
}
