import type { PrismaClient } from '@plackett/db'

export interface ManyTasks {
  projectId: string
  tasks: number
  completions: number
  overlap: number
}

/** Open tasks, each with a prompt of its own, by one statement a table: an import of 1,000,000 prompts would take longer. */
export async function insertManyTasks(db: PrismaClient, wish: ManyTasks): Promise<void> {
  const { projectId, tasks, completions, overlap } = wish
  await db.$transaction(
    async (db) => {
      await db.$executeRaw`
        insert into "Prompt" ("id", "projectId", "externalId", "messages")
        select gen_random_uuid(), ${projectId}::uuid, 'q' || n,
          json_build_array(json_build_object('role', 'user', 'content', 'Question ' || n))
        from generate_series(1, ${tasks}::int) n`
      await db.$executeRaw`
        insert into "Completion" ("id", "promptId", "position", "text", "model")
        select gen_random_uuid(), p."id", n, 'Answer ' || n || ' to ' || p."externalId", 'model-' || n
        from "Prompt" p, generate_series(0, ${completions}::int - 1) n where p."projectId" = ${projectId}::uuid`
      await db.$executeRaw`
        insert into "Task" ("id", "projectId", "promptId", "overlap", "missing", "free")
        select gen_random_uuid(), ${projectId}::uuid, p."id", ${overlap}, ${overlap}, ${overlap}
        from "Prompt" p where p."projectId" = ${projectId}::uuid`
      await db.$executeRaw`
        insert into "Assignment" ("id", "projectId", "taskId", "slot")
        select gen_random_uuid(), ${projectId}::uuid, t."id", n
        from "Task" t, generate_series(0, ${overlap}::int - 1) n where t."projectId" = ${projectId}::uuid`
    },
    { timeout: 30 * 60_000 },
  )
  await db.$executeRaw`analyze`
}
