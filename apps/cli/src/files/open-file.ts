import { createReadStream } from 'node:fs'
import { AppError } from '@plackett/contracts'
import type { Terminal } from '../terminal.ts'

/** The bytes of a file, or of stdin for "-". Throws FILE_UNREADABLE where there is nothing to read. */
export async function* openFile(file: string, { stdin, signal }: Terminal): AsyncGenerator<Uint8Array> {
  const stream = file === '-' ? stdin : createReadStream(file, { highWaterMark: 1 << 18 })
  const stop = () => stream.destroy(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  try {
    signal.throwIfAborted()
    yield* stream as AsyncIterable<Uint8Array>
  } catch (cause) {
    signal.throwIfAborted()
    throw new AppError('FILE_UNREADABLE', { file, problem: problemOf(cause) }, { cause })
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** What the operating system said, in words. */
export function problemOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return (
    { ENOENT: 'there is no such file', EISDIR: 'it is a folder', EACCES: 'access is denied' }[code ?? ''] ?? message
  )
}
