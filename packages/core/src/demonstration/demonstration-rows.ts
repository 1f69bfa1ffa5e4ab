import type { Demonstration, DemonstrationStatus, Message } from '@plackett/contracts'
import { Prisma } from '@plackett/db'
import type { Database } from '../scope/scope.ts'

export interface DemonstrationFilter {
  projectId: string
  /** Only this revision. */
  demonstrationId?: string
  status?: DemonstrationStatus | undefined
  authorId?: string | undefined
  /** Only those before this id. */
  cursor?: string | undefined
  limit: number
}

export interface DemonstrationRow {
  id: string
  projectId: string
  promptId: string
  prompt: Message[]
  text: string
  completionId: string | null
  completionText: string | null
  authorId: string
  author: string
  revision: number
  status: DemonstrationStatus
  reviewer: string | null
  reviewComment: string | null
  reviewedAt: Date | null
  createdAt: Date
}

/** Demonstrations as their latest revisions stand, the newest first (ids sort by time). Demonstration_projectId_createdAt_id_idx. */
export function demonstrationRows(db: Database, filter: DemonstrationFilter): Promise<DemonstrationRow[]> {
  const { projectId, demonstrationId, status, authorId, cursor, limit } = filter
  const only = [
    demonstrationId && Prisma.sql`d."id" = ${demonstrationId}::uuid`,
    status && Prisma.sql`d."status" = ${status}`,
    authorId && Prisma.sql`d."authorId" = ${authorId}`,
    cursor && Prisma.sql`d."id" < ${cursor}::uuid`,
  ].filter((condition) => typeof condition === 'object')
  return db.$queryRaw<DemonstrationRow[]>`
    select d."id", d."projectId", d."promptId", p."messages" as "prompt", d."text", d."completionId",
      c."text" as "completionText", d."authorId", a."name" as "author", d."revision", d."status",
      v."name" as "reviewer", d."reviewComment", d."reviewedAt", d."createdAt"
    from "CurrentDemonstration" d
    join "Prompt" p on p."id" = d."promptId"
    join "User" a on a."id" = d."authorId"
    left join "User" v on v."id" = d."reviewerId"
    left join "Completion" c on c."id" = d."completionId"
    where ${Prisma.join([Prisma.sql`d."projectId" = ${projectId}::uuid`, ...only], ' and ')}
    order by d."id" desc limit ${limit}`
}

/** A row as the contract has it, for who asks. */
export function demonstrationOf(row: DemonstrationRow, userId: string | null): Demonstration {
  const { completionId, completionText, authorId, reviewer, reviewComment, reviewedAt, ...rest } = row
  return {
    ...rest,
    isMine: authorId === userId,
    corrects: completionId === null ? null : { completionId, text: completionText! },
    review: reviewedAt && { reviewer: reviewer!, comment: reviewComment, createdAt: reviewedAt },
  }
}
