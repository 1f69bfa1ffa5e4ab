import { createHash } from 'node:crypto'
import type { Scope } from '../scope/scope.ts'

export interface StatisticWish<T> {
  projectId: string
  kind: string
  /** What was asked, beside the project. */
  input: unknown
  /** Its result must survive JSON. */
  compute(): Promise<T>
}

/** A statistic may be older than what it took to compute by this factor: then looking at it costs a tenth of a core at most. */
const patience = 10

/**
 * A statistic as it stands: computed anew where there are other rankings, decisions or gold tasks since, unless it was
 * computed so recently that computing it again would cost too much.
 */
export async function keptStatistic<T extends object>(
  scope: Scope,
  { projectId, kind, input, compute }: StatisticWish<T>,
): Promise<T & { computedAt: string }> {
  const { db, now } = scope
  const inputHash = createHash('sha256').update(JSON.stringify(input)).digest('hex')
  const key = { projectId, kind, inputHash }
  const [kept, fingerprint] = await Promise.all([
    db.statistic.findUnique({ where: { projectId_kind_inputHash: key } }),
    fingerprintOf(scope, projectId),
  ])
  const isFresh = kept && now().getTime() - kept.computedAt.getTime() < patience * kept.milliseconds
  if (kept && (kept.fingerprint === fingerprint || isFresh)) {
    return { ...(kept.value as T), computedAt: kept.computedAt.toISOString() }
  }
  const started = performance.now()
  const computedAt = now()
  const value = await compute()
  const row = { fingerprint, value, milliseconds: Math.round(performance.now() - started), computedAt }
  await db.statistic.upsert({
    where: { projectId_kind_inputHash: key },
    create: { ...key, ...row },
    update: row,
  })
  return { ...value, computedAt: computedAt.toISOString() }
}

/** What statistics depend on: rows that are only ever added, so counts and the last of them tell; and the gold tasks. */
async function fingerprintOf({ db }: Scope, projectId: string): Promise<string> {
  const [row] = await db.$queryRaw<[{ fingerprint: string }]>`
    select concat_ws(' ',
      (select count(*) from "Ranking" where "projectId" = ${projectId}::uuid),
      (select count(*) from "AnnotatorDecision" where "projectId" = ${projectId}::uuid),
      (select count(*) from "Task" where "projectId" = ${projectId}::uuid and "gold" is not null)) as "fingerprint"`
  return row.fingerprint
}
