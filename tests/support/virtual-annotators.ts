import { createHmac } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { NextTask } from '@plackett/contracts'
import type { PrismaClient } from '@plackett/db'

/** People with sessions, as their browsers would send them. Returns their cookies. */
export async function aCrowd(
  db: PrismaClient,
  { projectId, people, secret }: { projectId: string; people: number; secret: string },
): Promise<string[]> {
  const ids = Array.from({ length: people }, (_, n) => `crowd-${projectId}-${n}`)
  const now = new Date()
  await db.user.createMany({
    data: ids.map((id) => ({ id, name: id, email: `${id}@example.org`, updatedAt: now })),
  })
  await db.membership.createMany({ data: ids.map((userId) => ({ projectId, userId, role: 'annotator' as const })) })
  const expiresAt = new Date(now.getTime() + 86_400_000)
  await db.session.createMany({
    data: ids.map((userId) => ({ id: `s-${userId}`, token: `token-of-${userId}`, userId, expiresAt, updatedAt: now })),
  })
  return ids.map((userId) => {
    const token = `token-of-${userId}`
    const signature = createHmac('sha256', secret).update(token).digest('base64')
    return `plackett.session_token=${encodeURIComponent(`${token}.${signature}`)}`
  })
}

export interface Load {
  urls: string[]
  cookies: string[]
  projectId: string
  /** Mean time on a task; the times are exponential. */
  thinkMs: number
  /** No new task is asked for after so long; what is begun is submitted. */
  forMs: number
}

export interface LoadResult {
  /** Milliseconds from the first attempt to the answer, repeated attempts included. */
  nextMs: number[]
  submitMs: number[]
  /** Idempotency keys of the answers that the server confirmed. */
  acknowledged: string[]
  /** Attempts that met a dead server or a failure of it. */
  failedAttempts: number
  /** Codes of answers that were refused: there should be none. */
  refused: string[]
}

/** Each takes tasks and answers them until the time is over or nothing is left, and repeats whatever meets a dead server. */
export async function annotate(load: Load): Promise<LoadResult> {
  const result: LoadResult = { nextMs: [], submitMs: [], acknowledged: [], failedAttempts: 0, refused: [] }
  const until = performance.now() + load.forMs
  await Promise.all(load.cookies.map((cookie, person) => work(load, { cookie, person, until, result })))
  return result
}

interface Worker {
  cookie: string
  person: number
  until: number
  result: LoadResult
}

async function work(load: Load, worker: Worker): Promise<void> {
  const { until, result } = worker
  await think(load.thinkMs)
  while (performance.now() < until) {
    const next = await timed(result.nextMs, () =>
      ask<NextTask>(load, worker, 'assignment.next', { projectId: load.projectId }),
    )
    if (typeof next === 'string') return void result.refused.push(next)
    if (next.kind === 'none') return
    const { id, completions } = next.assignment
    await think(load.thinkMs)
    const idempotencyKey = `key-of-${id}-${worker.person}`
    const tiers = completions.map((completion) => [completion.id])
    const input = { kind: 'ranking', assignmentId: id, idempotencyKey, activeMs: 1_000, tiers }
    const answer = await timed(result.submitMs, () => ask(load, worker, 'ranking.submit', input))
    if (typeof answer === 'string') result.refused.push(answer)
    else result.acknowledged.push(idempotencyKey)
  }
}

async function timed<T>(into: number[], run: () => Promise<T>): Promise<T> {
  const start = performance.now()
  const result = await run()
  into.push(performance.now() - start)
  return result
}

/** The result of a procedure, or the code with which it was refused. */
async function ask<T>({ urls }: Load, worker: Worker, path: string, input: unknown): Promise<T | string> {
  for (let attempt = 0; ; attempt += 1) {
    const url = urls[(worker.person + attempt) % urls.length]
    try {
      const reply = await fetch(`${url}/trpc/${path}`, {
        method: 'POST',
        headers: { cookie: worker.cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ json: input }),
        signal: AbortSignal.timeout(60_000),
      })
      const body = (await reply.json()) as {
        result?: { data: { json: T } }
        error?: { json: { data: { appCode: string } } }
      }
      if (body.result) return body.result.data.json
      if (reply.status < 500) return body.error!.json.data.appCode
    } catch {
      // A server that was killed; the next attempt goes to another one.
    }
    worker.result.failedAttempts += 1
    await pause(100 + Math.random() * 200)
  }
}

function think(meanMs: number): Promise<void> {
  return pause(-Math.log(1 - Math.random()) * meanMs)
}

export interface Audit {
  answers: number
  /** Tasks answered twice by one person, and tasks with more answers than wanted. */
  duplicates: number
  tooMany: number
  /** Confirmed answers that are not there. */
  lost: number
  /** Tasks whose counts are not those of their assignments. */
  miscounted: number
}

/** Counts what must not be. */
export async function auditAnswers(db: PrismaClient, projectId: string, acknowledged: string[]): Promise<Audit> {
  const [row] = await db.$queryRaw<Audit[]>`
    with "answer" as (
      select "taskId", "annotatorId", "idempotencyKey" from "Ranking"
      where "projectId" = ${projectId}::uuid and "revision" = 1
    ), "touched" as (
      select t."id", t."overlap", t."missing", t."free",
        count(*) filter (where a."submittedAt" is not null) as "answered",
        count(*) filter (where a."submittedAt" is null and a."leasedUntil" is null) as "unheld"
      from "Task" t join "Assignment" a on a."taskId" = t."id"
      where t."id" in (select "taskId" from "Assignment" where "projectId" = ${projectId}::uuid and "annotatorId" is not null)
      group by t."id"
    )
    select
      (select count(*)::int from "answer") as "answers",
      (select count(*)::int from (select from "answer" group by "taskId", "annotatorId" having count(*) > 1) d) as "duplicates",
      (select count(*)::int from (
        select from "answer" a join "Task" t on t."id" = a."taskId"
        group by t."id" having count(*) > t."overlap") d) as "tooMany",
      (select count(*)::int from unnest(${acknowledged}::text[]) k
        where not exists (select from "Ranking" r where r."idempotencyKey" = k)) as "lost",
      (select count(*)::int from "touched"
        where "overlap" - "missing" <> "answered" or "free" <> "unheld") as "miscounted"`
  return row!
}
