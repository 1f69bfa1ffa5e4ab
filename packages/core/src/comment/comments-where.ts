import type { Comment } from '@plackett/contracts'
import type { Prisma } from '@plackett/db'
import type { Database } from '../scope/scope.ts'

/** Comments as they are told, the oldest first, with their authors and those whom they mention by name. */
export async function commentsWhere(
  db: Database,
  where: Prisma.CommentWhereInput,
): Promise<(Comment & { taskId: string })[]> {
  const rows = await db.comment.findMany({
    where,
    orderBy: { id: 'asc' },
    include: { author: { select: { id: true, name: true } } },
  })
  const mentioned = await db.user.findMany({
    where: { id: { in: [...new Set(rows.flatMap(({ mentions }) => mentions))] } },
    select: { id: true, name: true },
  })
  const nameOf = new Map(mentioned.map(({ id, name }) => [id, name]))
  return rows.map(({ id, taskId, author, text, mentions, createdAt }) => ({
    id,
    taskId,
    author: { userId: author.id, name: author.name },
    text,
    mentions: mentions.map((userId) => ({ userId, name: nameOf.get(userId) ?? userId })),
    createdAt,
  }))
}
