import { once as onceEmitted } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { AppError, type LineError } from '@plackett/contracts'
import type { Parsed } from '@plackett/datasets'

/** What the checked lines may take on disk, so that a small gzip file does not fill it. */
const maxFileBytes = 16 * 1024 ** 3
const listedErrors = 100

export interface CheckedUpload {
  lines: number
  records: number
  errorCount: number
  /** The first 100. */
  errors: LineError[]
}

export interface CheckSettings {
  /** Where the good records go, each as a JSON line `{line, record}`. */
  file: string
  skipBadLines: boolean
}

/** Reads an upload to its end, names every bad line, and writes the good records to a file. */
export async function checkUpload(
  parsed: AsyncIterable<Parsed<object>>,
  { file, skipBadLines }: CheckSettings,
): Promise<CheckedUpload> {
  const result: CheckedUpload = { lines: 0, records: 0, errorCount: 0, errors: [] }
  const out = createWriteStream(file, { flags: 'wx', mode: 0o600, highWaterMark: 1 << 20 })
  let lastLine = 0
  try {
    for await (const item of parsed) {
      if (item.line !== lastLine) result.lines += 1
      lastLine = item.line
      if ('error' in item) note(result, item.error)
      else {
        result.records += 1
        // After the first bad line nothing will be imported, unless such lines may be left out: the rest is only checked.
        if (skipBadLines || result.errorCount === 0) await write(out, item)
      }
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

async function write(out: WriteStream, item: { line: number; record: object }): Promise<void> {
  if (out.errored) throw out.errored
  if (out.bytesWritten > maxFileBytes) throw new AppError('BODY_TOO_LARGE', { limit: maxFileBytes })
  if (!out.write(`${JSON.stringify(item)}\n`)) await onceEmitted(out, 'drain')
}
