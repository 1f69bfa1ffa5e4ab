import { AppError } from '@plackett/contracts'
import { CommanderError } from 'commander'
import { buildProgram } from './build-program.ts'
import { BadLines } from './files/bad-lines.ts'
import { Ended, type Terminal } from './terminal.ts'

/**
 * Runs one command and gives the exit status: 0 it did what was asked, 1 it failed, 2 the arguments or the input were
 * wrong, 130 it was interrupted.
 */
export async function runCli(args: string[], terminal: Terminal): Promise<number> {
  try {
    await buildProgram(terminal).parseAsync(args, { from: 'user' })
    return 0
  } catch (error) {
    return report(error, terminal)
  }
}

function report(error: unknown, { stderr, signal }: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (signal.aborted) return endedStatus(signal.reason, stderr)
  if (error instanceof Ended) return error.exitStatus
  if (error instanceof BadLines) return 2
  if (!(error instanceof AppError)) {
    stderr.write(`plackett: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    return 1
  }
  stderr.write(`plackett: ${error.message}\n`)
  return isInputError(error) ? 2 : 1
}

function endedStatus(reason: unknown, stderr: Terminal['stderr']): number {
  const status = reason instanceof Ended ? reason.exitStatus : 1
  if (status !== 0) stderr.write('plackett: interrupted; nothing was left half-written\n')
  return status
}

/** A run that diverges had sound input; it is the run that failed. */
function isInputError(error: AppError): boolean {
  return error.status < 500 && error.code !== 'TRAINING_DIVERGED'
}
