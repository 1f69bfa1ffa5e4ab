import { type QualitySettings, qualitySettings, type TaskSelection } from '@plackett/contracts'
import type { Database } from '../scope/scope.ts'

/** On which terms a person takes tasks of a project. */
export interface AnnotatorTerms {
  leaseMinutes: number
  taskSelection: TaskSelection
  auditShare: number
  qualitySettings: QualitySettings
  /** Empty also for owners of the installation who are no members. */
  skills: string[]
  quota: number | null
  dailyQuota: number | null
  maxShare: number | null
}

/** The terms of who takes tasks in a project that there is. */
export async function annotatorTerms(
  db: Database,
  { projectId, annotatorId }: { projectId: string; annotatorId: string },
): Promise<AnnotatorTerms> {
  const [row] = await db.$queryRaw<AnnotatorTerms[]>`
    select p."leaseMinutes", p."taskSelection"::text, p."auditShare", p."qualitySettings", coalesce(m."skills", '{}') as "skills",
      m."quota", m."dailyQuota", m."maxShare"
    from "Project" p
    left join "Membership" m on m."projectId" = p."id" and m."userId" = ${annotatorId}
    where p."id" = ${projectId}::uuid`
  return { ...row!, qualitySettings: qualitySettings.parse(row!.qualitySettings) }
}

export function isLimited({ quota, dailyQuota, maxShare }: AnnotatorTerms): boolean {
  return quota !== null || dailyQuota !== null || maxShare !== null
}
