import { AppError } from '@plackett/contracts'

/** Stops with INVALID_INPUT and the problem in words unless the claim about the input holds. */
export function requireThat(claim: boolean, problem: string): asserts claim {
  if (!claim) throw new AppError('INVALID_INPUT', { problem })
}
