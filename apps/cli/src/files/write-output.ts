import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { AppError } from '@plackett/contracts'
import type { Terminal } from '../terminal.ts'
import { problemOf } from './open-file.ts'

type Output = AsyncIterable<string | Uint8Array>

/**
 * Writes a file whole or not at all, gzipped where its name ends in .gz, or writes to stdout for "-". A file that
 * stands there is replaced only once the new one is complete.
 */
export async function writeOutput(file: string, output: Output, terminal: Terminal): Promise<void> {
  if (file === '-') await writeToStdout(output, terminal)
  else await writeWhole(file, output, terminal.signal)
}

async function writeToStdout(output: Output, { stdout, signal }: Terminal): Promise<void> {
  await pipeline(Readable.from(output), stdout, { signal, end: false })
}

async function writeWhole(file: string, output: Output, signal: AbortSignal): Promise<void> {
  const partial = `${file}.${randomUUID()}.partial`
  const target = createWriteStream(partial, { flags: 'wx' })
  try {
    const source = Readable.from(output)
    if (file.endsWith('.gz')) await pipeline(source, createGzip(), target, { signal })
    else await pipeline(source, target, { signal })
    await rename(partial, file)
  } catch (error) {
    await rm(partial, { force: true })
    throw error instanceof Error && 'syscall' in error ? unwritable(file, error) : error
  }
}

function unwritable(file: string, cause: Error): AppError {
  return new AppError('FILE_UNWRITABLE', { file, problem: problemOf(cause) }, { cause })
}
