import type { RankingRecord } from '@plackett/contracts'
import { readRankings } from '@plackett/datasets'
import type { Terminal } from '../terminal.ts'
import { loadLines } from './load-lines.ts'

export interface LoadedRankings {
  rankings: RankingRecord[]
  /** Bad lines that were left out. */
  skippedLines: number
}

/** All rankings of some files, as loadLines loads them. */
export async function loadRankings(
  files: readonly string[],
  { skipBadLines }: { skipBadLines: boolean },
  terminal: Terminal,
): Promise<LoadedRankings> {
  const { lines, skippedLines } = await loadLines(files, { read: readRankings, skipBadLines }, terminal)
  return { rankings: lines, skippedLines }
}
