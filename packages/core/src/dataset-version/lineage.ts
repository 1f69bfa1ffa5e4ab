import type { VersionLineage } from '@plackett/contracts'
import type { SelectedRow } from './selected-row.ts'

export function emptyLineage(): VersionLineage {
  return { firstRankingAt: null, lastRankingAt: null, languages: {}, models: {}, guidelines: {}, imported: 0 }
}

/** Counts a ranking by where it comes from. */
export function noteLineage(lineage: VersionLineage, row: SelectedRow): void {
  const { firstRankingAt: first, lastRankingAt: last } = lineage
  if (first === null || row.createdAt < first) lineage.firstRankingAt = row.createdAt
  if (last === null || row.createdAt > last) lineage.lastRankingAt = row.createdAt
  add(lineage.languages, row.language ?? 'none')
  for (const { model } of row.completions) add(lineage.models, model ?? 'none')
  add(lineage.guidelines, row.guidelinesVersion === null ? 'none' : String(row.guidelinesVersion))
  if (row.isImported) lineage.imported += 1
}

function add(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1
}
