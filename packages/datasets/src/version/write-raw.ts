import type { VersionRow } from './version-row.ts'

/**
 * The rows of a version as JSON lines with everything that a researcher may ask: the order shown, the tiers, times, labels,
 * the version of the guidelines; annotators by pseudonym.
 */
export async function* writeRaw(rows: AsyncIterable<VersionRow> | Iterable<VersionRow>): AsyncGenerator<string> {
  for await (const { labels, ranks, completions, ...row } of rows) {
    const ids = completions.map(({ id }) => id)
    yield `${JSON.stringify({ ...row, completions, ranks, tiers: tiersOf(ids, ranks), labels: JSON.parse(labels) as unknown })}\n`
  }
}

/** Completion ids from best to worst, tied ones together. */
function tiersOf(ids: readonly string[], ranks: readonly number[]): string[][] {
  const order = [...new Set(ranks)].sort((a, b) => a - b)
  return order.map((rank) => ids.filter((_, at) => ranks[at] === rank))
}
