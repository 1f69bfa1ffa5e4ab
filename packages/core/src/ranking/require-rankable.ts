import { AppError, type LabelSettings, type Tiers } from '@plackett/contracts'

/**
 * Refuses tiers that do not place exactly the completions shown, or that tie where the project allows no ties. Where it
 * allows a partial ranking all but two may stay unplaced.
 */
export function requireRankable(tiers: Tiers, { shown, settings }: { shown: string[]; settings: LabelSettings }): void {
  const placed = new Set(tiers.flat())
  const missing = shown.filter((id) => !placed.has(id)).length
  const unknown = placed.size - (shown.length - missing)
  if (unknown > 0) mismatch(`${unknown} of them were not shown`)
  if (missing > 0 && !settings.allowPartial) mismatch(`${missing} of ${shown.length} are missing`)
  if (placed.size < 2) mismatch('an order needs two of them')
  if (!settings.allowTies && tiers.some((tier) => tier.length > 1)) throw new AppError('TIES_NOT_ALLOWED')
}

function mismatch(problem: string): never {
  throw new AppError('RANKING_DOES_NOT_MATCH_TASK', { problem })
}
