import type { ProjectProgress, ProjectReference } from '@plackett/contracts'
import { humanAgreement } from '@plackett/preference'
import { authorize } from '../access/authorize.ts'
import type { Database, Scope } from '../scope/scope.ts'
import { annotatorActivity } from './annotator-activity.ts'
import { countProgress } from './count-progress.ts'
import { forecastEnd } from './forecast-end.ts'
import { rankingsPerDay } from './rankings-per-day.ts'
import { sharedRankings } from './shared-rankings.ts'

/** The page is read again every few seconds while people rank; 2,000 tasks give agreement to within a point or two. */
const agreementTasks = 2_000

/** How far the project is, and how far its annotators agree, counted live. */
export async function viewProgress(scope: Scope, { projectId }: ProjectReference): Promise<ProjectProgress> {
  await authorize(scope, 'progress:view', { projectId })
  const { db } = scope
  const now = scope.now()
  const counts = await countProgress(db, { projectId, now })
  const perDay = await rankingsPerDay(db, projectId)
  return {
    ...counts,
    annotators: await annotatorActivity(db, projectId),
    perDay,
    forecast: forecastEnd(perDay, { remaining: counts.wantedRankings - counts.rankings, now }),
    agreement: await agreementIn(db, projectId),
  }
}

async function agreementIn(db: Database, projectId: string): Promise<ProjectProgress['agreement']> {
  const agreement = humanAgreement(await sharedRankings(db, { projectId, limit: agreementTasks }))
  if (agreement === null) return null
  const { pairAgreement, alpha, pairs, tasks } = agreement
  return { pairAgreement, alpha, pairs, tasks }
}
