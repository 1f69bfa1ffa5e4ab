import type { GoldAnswer } from '@plackett/contracts'
import type { Database } from '../scope/scope.ts'

/** A prompt as it is stored, with the ids of what it becomes. */
export interface NewPrompt {
  promptId: string
  taskId: string
  externalId: string | null
  messages: { role: string; content: string }[]
  contentKey: string
  groupKey: string | null
  language: string | null
  reference: string | null
  context: string[]
  completions: { id: string; text: string; model: string | null }[]
  /** The right answer makes it a gold task: handed out by the schedule of the quality settings, and wanted from nobody. */
  gold: GoldAnswer | null
}

export interface PromptBatch {
  projectId: string
  importId: string | null
  overlap: number
  createdAt: Date
  prompts: NewPrompt[]
}

/**
 * Writes prompts with their completions, a task each, and an assignment per wanted answer: one statement for the batch,
 * because 50,000 prompts of four completions are 400,000 rows.
 */
export async function insertPrompts(db: Database, batch: PromptBatch): Promise<void> {
  await db.$executeRaw`
    with "record" as (
      select * from json_to_recordset(${JSON.stringify(batch.prompts)}::json) as r(
        "promptId" uuid, "taskId" uuid, "externalId" text, "messages" jsonb, "contentKey" uuid, "groupKey" text,
        "language" text, "reference" text, "context" jsonb, "completions" json, "gold" jsonb)
    ), "newPrompt" as (
      insert into "Prompt" ("id", "projectId", "importId", "externalId", "messages", "contentKey", "groupKey", "language",
        "reference", "context", "createdAt")
      select "promptId", ${batch.projectId}::uuid, ${batch.importId}::uuid, "externalId", "messages", "contentKey",
        "groupKey", "language", "reference", "context", ${batch.createdAt}
      from "record"
    ), "newCompletion" as (
      insert into "Completion" ("id", "promptId", "position", "text", "model", "createdAt")
      select c."id", r."promptId", c."position" - 1, c."text", c."model", ${batch.createdAt}
      from "record" r, rows from (json_to_recordset(r."completions") as ("id" uuid, "text" text, "model" text))
        with ordinality as c("id", "text", "model", "position")
    ), "newTask" as (
      insert into "Task" ("id", "projectId", "promptId", "overlap", "missing", "free", "status", "completedAt", "gold", "createdAt")
      select "taskId", ${batch.projectId}::uuid, "promptId", w."wanted", w."wanted", w."wanted",
        case when w."wanted" = 0 then 'completed' else 'open' end::"TaskStatus",
        case when w."wanted" = 0 then ${batch.createdAt}::timestamptz end, nullif("gold", 'null'), ${batch.createdAt}
      from "record" r, lateral (select case when nullif(r."gold", 'null') is null then ${batch.overlap} else 0 end as "wanted") w
    )
    insert into "Assignment" ("id", "projectId", "taskId", "slot", "createdAt")
    select gen_random_uuid(), ${batch.projectId}::uuid, r."taskId", s."slot", ${batch.createdAt}
    from "record" r, generate_series(0, ${batch.overlap} - 1) as s("slot")
    where nullif(r."gold", 'null') is null`
}
