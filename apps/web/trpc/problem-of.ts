import type { ErrorCode, ErrorDetails } from '@plackett/contracts'

/** What went wrong, as the screens need it: `status` 0 means that no answer came at all. */
export interface Problem {
  code: ErrorCode | 'NETWORK'
  status: number
  message: string
  details: ErrorDetails
}

interface Answered {
  message: string
  data: { appCode: ErrorCode; httpStatus: number; details?: ErrorDetails }
}

export function problemOf(error: unknown): Problem {
  if (error instanceof RequestProblem) return error.problem
  if (isAnswered(error)) {
    const { appCode, httpStatus, details } = error.data
    return { code: appCode, status: httpStatus, message: error.message, details: details ?? {} }
  }
  return { code: 'NETWORK', status: 0, message: error instanceof Error ? error.message : String(error), details: {} }
}

/** A refused request outside tRPC: log-in, uploads. */
export class RequestProblem extends Error {
  override readonly name = 'RequestProblem'
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.message)
    this.problem = problem
  }
}

function isAnswered(error: unknown): error is Answered {
  const data = (error as { data?: { appCode?: unknown } } | null)?.data
  return typeof data?.appCode === 'string'
}
