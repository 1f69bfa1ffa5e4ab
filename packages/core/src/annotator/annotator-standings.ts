import type { AnnotatorReport } from '@plackett/contracts'
import type { Database } from '../scope/scope.ts'

export interface AnnotatorStanding extends Pick<AnnotatorReport, 'annotatorId' | 'state' | 'isExcluded' | 'weight'> {}

/** What stands of the decisions about the project's annotators, or about one of them; who was never decided about is not there. */
export function annotatorStandings(
  db: Database,
  { projectId, annotatorId = null }: { projectId: string; annotatorId?: string | null },
): Promise<AnnotatorStanding[]> {
  return db.$queryRaw<AnnotatorStanding[]>`
    select d."annotatorId",
      coalesce((array_agg(
        case d."kind" when 'pause' then 'paused' when 'retrain' then 'retraining' else 'active' end
        order by d."createdAt" desc, d."id" desc) filter (where d."kind" in ('pause', 'resume', 'retrain')))[1],
        'active') as "state",
      coalesce((array_agg(d."kind" = 'exclude' order by d."createdAt" desc, d."id" desc)
        filter (where d."kind" in ('exclude', 'include')))[1], false) as "isExcluded",
      coalesce((array_agg(d."weight" order by d."createdAt" desc, d."id" desc)
        filter (where d."kind" = 'weigh'))[1], 1) as "weight"
    from "AnnotatorDecision" d
    where d."projectId" = ${projectId}::uuid and (${annotatorId}::text is null or d."annotatorId" = ${annotatorId})
    group by d."annotatorId"`
}
