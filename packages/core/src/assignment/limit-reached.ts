import type { NoTaskReason } from '@plackett/contracts'
import type { SystemScope } from '../scope/scope.ts'
import type { AnnotatorTerms } from './annotator-terms.ts'

/**
 * The limit that one more task would take the person over, or null. What they hold counts as theirs. Call it in the
 * transaction that leases: the membership's row stays locked, so that of two requests at once one counts the other's.
 */
export async function limitReached(
  { db, now }: SystemScope,
  { projectId, annotatorId, terms }: { projectId: string; annotatorId: string; terms: AnnotatorTerms },
): Promise<NoTaskReason | null> {
  await db.$queryRaw`
    select 1 from "Membership" where "projectId" = ${projectId}::uuid and "userId" = ${annotatorId} for update`
  const today = new Date(now())
  today.setUTCHours(0, 0, 0, 0)
  const [row] = await db.$queryRaw<{ all: number; today: number; wanted: number }[]>`
    select count(*)::int as "all",
      (count(*) filter (where "submittedAt" is null or "submittedAt" >= ${today}))::int as "today",
      (select case when ${terms.maxShare}::float8 is null then 0 else coalesce(sum("overlap"), 0) end::int from "Task"
        where "projectId" = ${projectId}::uuid and "status" <> 'withdrawn') as "wanted"
    from "Assignment"
    where "annotatorId" = ${annotatorId} and "projectId" = ${projectId}::uuid
      and ("submittedAt" is not null or "leasedUntil" is not null)`
  const { all, today: ofToday, wanted } = row!
  if (terms.quota !== null && all >= terms.quota) return 'quota_reached'
  if (terms.dailyQuota !== null && ofToday >= terms.dailyQuota) return 'daily_quota_reached'
  if (terms.maxShare !== null && all + 1 > terms.maxShare * wanted) return 'share_reached'
  return null
}
