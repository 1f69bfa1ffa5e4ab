import { AppError } from '@plackett/contracts'

/** Stops with INVALID_INPUT and the problem in words unless the claim about the input holds. */
export function requireThat(claim: boolean, problem: string): asserts claim {
  if (!claim) throw new AppError('INVALID_INPUT', { problem })
}

/** Stops unless all values are finite numbers; `what` names one of them. */
export function requireFinite(values: readonly number[], what: string): void {
  requireThat(values.every(Number.isFinite), `${what} must be a finite number.`)
}

/** Stops unless there is at least one round of resampling. */
export function requireRounds(rounds: number): void {
  requireThat(Number.isInteger(rounds) && rounds >= 1, 'The number of rounds must be a whole number from 1.')
}
