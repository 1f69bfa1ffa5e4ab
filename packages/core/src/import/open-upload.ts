import { AppError, type ImportFormat, type ImportReading, maxCompletions } from '@plackett/contracts'
import { type Chunks, Loss, type Parsed, readFormat, readPrompts } from '@plackett/datasets'

/** A prompt with nine long answers is some 100 kB. */
const maxLineBytes = 8 * 1024 * 1024

/** A file that is being read. */
export interface OpenUpload {
  format: ImportFormat
  /** Prompt records, or ranking records with as many completions as a task may have. */
  parsed: AsyncIterable<Parsed<object>>
  loss: Loss
}

export interface OpenSettings extends ImportReading {
  format: ImportFormat
  filename?: string
}

/** Begins to read a file in a format. */
export function openUpload(chunks: Chunks, { format, encoding, mapping, filename }: OpenSettings): OpenUpload {
  const loss = new Loss()
  const options = { maxLineBytes, encoding, file: filename }
  const parsed =
    format === 'prompts'
      ? readPrompts(chunks, options)
      : rankable(readFormat(format, chunks, { ...options, loss, mapping }))
  return { format, parsed, loss }
}

async function* rankable(parsed: ReturnType<typeof readFormat>): ReturnType<typeof readFormat> {
  for await (const item of parsed) {
    const count = 'error' in item ? 0 : item.record.completions.length
    if (count <= maxCompletions) yield item
    else yield { line: item.line, error: { line: item.line, ...tooMany(count) } }
  }
}

function tooMany(count: number) {
  const { code, message } = new AppError('COMPLETIONS_TOO_MANY', { count, limit: maxCompletions })
  return { code, message, path: 'completions' }
}
