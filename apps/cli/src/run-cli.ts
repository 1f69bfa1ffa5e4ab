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
  stderr.write(`plackett: ${wordingOf(error)}\n`)
  return error instanceof AppError && isInputError(error) ? 2 : 1
}

/** What the operating system refuses needs no stack; anything else that nobody foresaw does. */
function wordingOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof AppError) return placed(error)
  return 'syscall' in error ? error.message : (error.stack ?? error.message)
}

/** An upload is one file, whose name the errors need not say; here there may be several. */
function placed({ message, details }: AppError): string {
  const { file } = details
  return file === undefined || message.includes(String(file)) ? message : `${file}: ${message}`
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
