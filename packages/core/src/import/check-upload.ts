import { once as onceEmitted } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { AppError, type LineError, type PromptRecord } from '@plackett/contracts'
import { type Chunks, readPrompts } from '@plackett/datasets'

/** A prompt with nine long answers is some 100 kB. */
const maxLineBytes = 8 * 1024 * 1024
/** What the checked lines may take on disk, so that a small gzip file does not fill it. */
const maxFileBytes = 4 * 1024 ** 3
const listedErrors = 100

export interface CheckedUpload {
  lines: number
  errorCount: number
  /** The first 100. */
  errors: LineError[]
}

/** Reads an upload to its end, names every bad line, and writes the good ones to `file`, each as a normal JSON line. */
export async function checkUpload(chunks: Chunks, file: string): Promise<CheckedUpload> {
  const result: CheckedUpload = { lines: 0, errorCount: 0, errors: [] }
  const out = createWriteStream(file, { flags: 'wx', mode: 0o600 })
  try {
    for await (const parsed of readPrompts(chunks, { maxLineBytes })) {
      result.lines += 1
      if ('error' in parsed) note(result, parsed.error)
      // After the first bad line nothing will be imported: the rest is only checked.
      else if (result.errorCount === 0) await write(out, parsed.record)
    }
  } finally {
    out.end()
    await finished(out).catch(() => undefined)
  }
  return result
}

function note(result: CheckedUpload, error: LineError): void {
  result.errorCount += 1
  if (result.errors.length < listedErrors) result.errors.push(error)
}

async function write(out: WriteStream, record: PromptRecord): Promise<void> {
  if (out.errored) throw out.errored
  if (out.bytesWritten > maxFileBytes) throw new AppError('BODY_TOO_LARGE', { limit: maxFileBytes })
  if (!out.write(`${JSON.stringify(record)}\n`)) await onceEmitted(out, 'drain')
}
