import type { ListReviewInput, Page, ReviewItem } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import { pageOfRows } from '../scope/page-of-rows.ts'
import type { Scope } from '../scope/scope.ts'
import { reviewItems } from './review-items.ts'

/** The tasks that wait for a reviewer, those on which people differ most first. */
export async function listReview(scope: Scope, { limit, ...filter }: ListReviewInput): Promise<Page<ReviewItem>> {
  await authorize(scope, 'task:review', filter)
  return pageOfRows(await reviewItems(scope.db, { ...filter, limit: limit + 1 }), limit)
}
