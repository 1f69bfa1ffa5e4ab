import type { Message } from '@plackett/contracts'
import type { Database } from '../scope/scope.ts'

/** A task that nobody has begun, so that its weight still matters. */
export interface UntouchedTask {
  taskId: string
  messages: Message[]
  completions: { text: string; model: string | null }[]
}

const pageSize = 200

/** The project's open tasks that nobody has begun, in the order of import, at most so many, a page at a time. */
export async function* untouchedTasks(
  db: Database,
  { projectId, limit }: { projectId: string; limit: number },
): AsyncGenerator<UntouchedTask[]> {
  let after: string | null = null
  for (let left = limit; left > 0; left -= pageSize) {
    const page: UntouchedTask[] = await untouchedPage(db, { projectId, after, limit: Math.min(left, pageSize) })
    if (page.length > 0) yield page
    if (page.length < pageSize) return
    after = page.at(-1)!.taskId
  }
}

function untouchedPage(
  db: Database,
  { projectId, after, limit }: { projectId: string; after: string | null; limit: number },
): Promise<UntouchedTask[]> {
  return db.$queryRaw<UntouchedTask[]>`
    select t."id" as "taskId", p."messages", (
        select json_agg(json_build_object('text', c."text", 'model', c."model") order by c."position")
        from "Completion" c where c."promptId" = p."id"
      ) as "completions"
    from "Task" t join "Prompt" p on p."id" = t."promptId"
    where t."projectId" = ${projectId}::uuid and t."status" = 'open' and t."free" = t."overlap" and t."gold" is null
      and (${after}::uuid is null or t."id" > ${after}::uuid)
    order by t."id" limit ${limit}`
}
