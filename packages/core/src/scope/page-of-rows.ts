import type { Page } from '@plackett/contracts'

/** A page of rows of which one more than `limit` was asked for; the last one's id leads to the next page. */
export function pageOfRows<T extends { id: string }>(rows: T[], limit: number): Page<T> {
  const items = rows.slice(0, limit)
  return { items, nextCursor: rows.length > limit ? items.at(-1)!.id : null }
}
