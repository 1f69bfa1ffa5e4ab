import type { PromptRecord } from '@plackett/contracts'
import { parsePrompt } from './formats/prompt.ts'
import type { Chunks, ReadOptions } from './lines/chunks.ts'
import { refuse, refuseLine } from './lines/line-error.ts'
import { type Parsed, parseRows } from './lines/parse-rows.ts'
import { readJsonLines } from './lines/read-json-lines.ts'

/**
 * Prompts with 2 to 9 completions to rank, from JSON lines, plain or gzipped. A bad line is yielded as its error and
 * reading goes on; so is a line whose id an earlier line has (DUPLICATE_ID).
 * Throws FILE_UNREADABLE for damaged gzip, FILE_EMPTY for a file without lines.
 */
export function readPrompts(chunks: Chunks, options: ReadOptions = {}): AsyncGenerator<Parsed<PromptRecord>> {
  const firstLines = new Map<string, number>()
  return parseRows(readJsonLines(chunks, options), (row, line) => {
    // Read as a prompt, the line would lose what somebody thought of its completions.
    if (row.ranks !== undefined && row.ranks !== null)
      refuse('ranks', 'stand here, but not on most lines of the file: put rankings into a file of their own')
    const record = parsePrompt(row)
    if (record.id !== undefined) requireNew(firstLines, record.id, line)
    return record
  })
}

function requireNew(firstLines: Map<string, number>, id: string, line: number): void {
  const firstLine = firstLines.get(id)
  if (firstLine !== undefined) refuseLine('DUPLICATE_ID', 'id', { id, firstLine })
  firstLines.set(id, line)
}
