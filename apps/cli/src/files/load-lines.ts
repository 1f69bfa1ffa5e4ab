import type { Chunks, Parsed, ReadOptions } from '@plackett/datasets'
import type { Terminal } from '../terminal.ts'
import { BadLineReport } from './bad-lines.ts'
import { openFile } from './open-file.ts'

export interface LoadedLines<T> {
  lines: T[]
  /** Bad lines that were left out. */
  skippedLines: number
}

interface LoadOptions<T> {
  read: (chunks: Chunks, options: ReadOptions) => AsyncIterable<Parsed<T>>
  skipBadLines: boolean
}

/**
 * All lines of some files, in order. Every bad line is reported; they stop the run (BadLines) once all files were read,
 * unless they are to be skipped.
 */
export async function loadLines<T>(
  files: readonly string[],
  { read, skipBadLines }: LoadOptions<T>,
  terminal: Terminal,
): Promise<LoadedLines<T>> {
  const bad = new BadLineReport(terminal.stderr, skipBadLines)
  const lines: T[] = []
  for (const file of files) {
    for await (const parsed of read(openFile(file, terminal), { file })) {
      if ('error' in parsed) bad.add(file, parsed.error)
      else lines.push(parsed.record)
    }
  }
  bad.finish()
  return { lines, skippedLines: bad.count }
}
