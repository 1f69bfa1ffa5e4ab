import type { ChangeTasksInput } from '@plackett/contracts'
import type { Database } from '../scope/scope.ts'

/** Ids of the tasks of the project that are chosen, locked in the order of their ids, so that two changes do not deadlock. */
export async function chosenTasks(
  db: Database,
  { projectId, choice }: Pick<ChangeTasksInput, 'projectId' | 'choice'>,
): Promise<string[]> {
  const ids = 'taskIds' in choice ? choice.taskIds : null
  const { status = null, search = null } = 'filter' in choice ? choice.filter : {}
  const pattern = search ? `%${search.replace(/[\\%_]/g, '\\$&')}%` : null
  const rows = await db.$queryRaw<{ id: string }[]>`
    select t."id" from "Task" t join "Prompt" p on p."id" = t."promptId"
    where t."projectId" = ${projectId}::uuid
      and (${ids}::uuid[] is null or t."id" = any (${ids}::uuid[]))
      and (${status}::text is null or t."status"::text = ${status})
      and (${pattern}::text is null or p."externalId" ilike ${pattern} or exists (
        select from jsonb_array_elements(p."messages") m where m ->> 'content' ilike ${pattern}))
    order by t."id" for update of t`
  return rows.map(({ id }) => id)
}
