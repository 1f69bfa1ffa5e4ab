import type { Ranks } from '@plackett/preference'
import type { Database } from '../scope/scope.ts'

/** A task with its rankings that count, as statistics read it; completions are named by their place in the import. */
export interface JudgedTask {
  taskId: string
  language: string | null
  /** Messages of the user. */
  turns: number
  completions: JudgedCompletion[]
  /** In the order of their assignments. */
  rankings: JudgedRanking[]
}

export interface JudgedCompletion {
  model: string | null
  /** In characters. */
  length: number
  /** Lines that are headings, lines of lists, and bold passages of Markdown; null unless asked for. */
  style: [headings: number, lists: number, bold: number] | null
}

export interface JudgedRanking {
  annotatorId: string
  /** Of the first answer, in milliseconds since 1970; a revision does not move it. */
  answeredAt: number
  activeMs: number
  /** Of the guidelines that were shown; null for rankings from before there were versions. */
  guidelinesVersion: number | null
  /** By completion. */
  ranks: Ranks
  /** By completion: the place where it was shown, from 0. */
  shownAt: number[]
}

export interface JudgedTasksWish {
  projectId: string
  /** Empty for prompts without one. */
  language?: string | null | undefined
  /** Only tasks that this person has answered. */
  answeredBy?: string | null
  /** Whether to count the completions' mark-up, which reads every text. */
  withStyle?: boolean
  /** Whether rankings that decisions exclude are read as well. */
  withExcluded?: boolean
}

/** A task of which no ranking counts. */
type LeftOut = Omit<JudgedTask, 'rankings'> & { rankings: null }

/** Tasks a page: large enough that the round trip does not matter, small enough for memory. */
const pageSize = 2_000

/**
 * The project's ranked tasks in the order of import, a page at a time; "not rankable" is no ranking. Gold tasks are left
 * out: so many answer them that they would outweigh the rest.
 */
export async function* judgedTasks(db: Database, wish: JudgedTasksWish): AsyncGenerator<JudgedTask> {
  let after: string | null = null
  for (;;) {
    const page: (JudgedTask | LeftOut)[] = await judgedTasksPage(db, { ...wish, after })
    for (const task of page) if (task.rankings !== null) yield task
    if (page.length < pageSize) return
    after = page.at(-1)!.taskId
  }
}

/** The next tasks with a ranking after the task `after` (Task_projectId_createdAt_id_idx; Ranking_taskId_idx). */
function judgedTasksPage(
  db: Database,
  {
    projectId,
    language = null,
    answeredBy = null,
    withStyle = false,
    withExcluded = false,
    after,
  }: JudgedTasksWish & { after: string | null },
): Promise<(JudgedTask | LeftOut)[]> {
  return db.$queryRaw<(JudgedTask | LeftOut)[]>`
    with "page" as (
      select t."id", t."promptId", p."language", jsonb_array_length(jsonb_path_query_array(p."messages", '$[*] ? (@.role == "user")')) as "turns"
      from "Task" t join "Prompt" p on p."id" = t."promptId"
      where t."projectId" = ${projectId}::uuid and (${after}::uuid is null or t."id" > ${after}::uuid)
        and (${language}::text is null or coalesce(p."language", '') = ${language}) and t."gold" is null
        and exists (select from "Ranking" r where r."taskId" = t."id" and r."notRankable" is null
          and (${answeredBy}::text is null or r."annotatorId" = ${answeredBy}))
      order by t."id" limit ${pageSize}
    )
    select t."id" as "taskId", t."language", t."turns", r."rankings", (
        select json_agg(json_build_object('model', c."model", 'length', length(c."text"),
            'style', case when ${withStyle} then json_build_array(
              regexp_count(c."text", '^#{1,6} ', 1, 'n'),
              regexp_count(c."text", '^[ \t]*([-*+]|[0-9]+[.)]) ', 1, 'n'),
              regexp_count(c."text", '\\*\\*[^*\\n]+\\*\\*|__[^_\\n]+__')) end) order by c."position")
        from "Completion" c where c."promptId" = t."promptId"
      ) as "completions"
    from "page" t, lateral (
      select json_agg(json_build_object('annotatorId', r."annotatorId", 'activeMs', r."activeMs",
          'guidelinesVersion', r."guidelinesVersion",
          'answeredAt', (select extract(epoch from f."createdAt") * 1000
            from "Ranking" f where f."assignmentId" = r."assignmentId" and f."revision" = 1),
          'ranks', o."ranks", 'shownAt', o."shownAt") order by r."assignmentId") as "rankings"
      from "CurrentRanking" r, lateral (
        select json_agg(rc."rank" order by c."position") as "ranks",
          json_agg(array_position(r."shownOrder", c."id") - 1 order by c."position") as "shownAt"
        from "Completion" c left join "RankedCompletion" rc on rc."rankingId" = r."id" and rc."completionId" = c."id"
        where c."promptId" = t."promptId"
      ) o
      where r."taskId" = t."id" and r."notRankable" is null
        and (${withExcluded} or exists (select from "CountedRanking" c where c."id" = r."id"))
        -- An adjudication, in slot −1, is no annotator's answer.
        and exists (select from "Assignment" a where a."id" = r."assignmentId" and a."slot" >= 0)
    ) r
    order by t."id"`
}
