import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { AppError } from '@plackett/contracts'
import type { Terminal } from '../terminal.ts'
import { problemOf } from './open-file.ts'

type Output = AsyncIterable<string | Uint8Array>

/**
 * Writes a file whole or not at all, gzipped where its name ends in .gz, or writes to stdout for "-". A file that
 * stands there is replaced only once the new one is complete; a device or a pipe is written to as it is.
 */
export async function writeOutput(file: string, output: Output, { stdout, signal }: Terminal): Promise<void> {
  if (file === '-') return pipeline(Readable.from(output), stdout, { signal, end: false })
  try {
    if (await isDevice(file)) await writeTo(file, file, { output, signal, flags: 'w' })
    else await writeWhole(file, output, signal)
  } catch (error) {
    throw error instanceof Error && 'syscall' in error ? unwritable(file, error) : error
  }
}

/** Renaming over /dev/null would put a file in its place. */
async function isDevice(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => null)
  return found !== null && !found.isFile() && !found.isDirectory()
}

async function writeWhole(file: string, output: Output, signal: AbortSignal): Promise<void> {
  const partial = `${file}.${randomUUID()}.partial`
  try {
    await writeTo(partial, file, { output, signal, flags: 'wx' })
    await rename(partial, file)
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
}

/** Writes to `place` what shall in the end be called `name`. */
async function writeTo(
  place: string,
  name: string,
  { output, signal, flags }: { output: Output; signal: AbortSignal; flags: string },
): Promise<void> {
  const [source, target] = [Readable.from(output), createWriteStream(place, { flags })]
  if (name.endsWith('.gz')) await pipeline(source, createGzip(), target, { signal })
  else await pipeline(source, target, { signal })
}

function unwritable(file: string, cause: Error): AppError {
  return new AppError('FILE_UNWRITABLE', { file, problem: problemOf(cause) }, { cause })
}
