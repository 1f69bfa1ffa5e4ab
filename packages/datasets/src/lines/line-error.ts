import { AppError, type ErrorCode, type ErrorDetails, type LineError } from '@plackett/contracts'

/** Stops the reading of a line: `path` is where in it (`completions[2].text`), the details fill the code's wording. */
export function refuseLine(code: ErrorCode, path: string, details: ErrorDetails = {}): never {
  throw new AppError(code, { ...details, path })
}

/** Stops the reading of a line at `path`, for a reason that has no code of its own. */
export function refuse(path: string, problem: string): never {
  refuseLine('LINE_INVALID', path, { problem })
}

/** A refusal as a row of the import report. Anything but a refusal is thrown on. */
export function lineErrorOf(line: number, error: unknown): LineError {
  if (!(error instanceof AppError)) throw error
  return { line, code: error.code, path: String(error.details.path ?? ''), message: error.message }
}
