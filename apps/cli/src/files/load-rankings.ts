import type { RankingRecord } from '@plackett/contracts'
import { readRankings } from '@plackett/datasets'
import type { Terminal } from '../terminal.ts'
import { BadLineReport } from './bad-lines.ts'
import { openFile } from './open-file.ts'

export interface LoadedRankings {
  rankings: RankingRecord[]
  /** Bad lines that were left out. */
  skippedLines: number
}

/**
 * All rankings of some files, in order. Every bad line is reported; they stop the run (BadLines) once all files were
 * read, unless they are to be skipped.
 */
export async function loadRankings(
  files: readonly string[],
  { skipBadLines }: { skipBadLines: boolean },
  terminal: Terminal,
): Promise<LoadedRankings> {
  const bad = new BadLineReport(terminal.stderr, skipBadLines)
  const rankings: RankingRecord[] = []
  for (const file of files) {
    for await (const parsed of readRankings(openFile(file, terminal), { file })) {
      if ('error' in parsed) bad.add(file, parsed.error)
      else rankings.push(parsed.record)
    }
  }
  bad.finish()
  return { rankings, skippedLines: bad.count }
}
