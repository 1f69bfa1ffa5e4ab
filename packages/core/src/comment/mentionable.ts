import type { Thread } from '@plackett/contracts'
import type { Database } from '../scope/scope.ts'

interface Reader {
  taskId: string
  projectId: string
  isReviewer: boolean
}

/** Whom a comment may mention: any member, or, in an annotator's comment, who has written in the thread. */
export async function mentionable(db: Database, { taskId, projectId, isReviewer }: Reader): Promise<Thread['people']> {
  const people = await db.user.findMany({
    where: isReviewer
      ? { OR: [{ memberships: { some: { projectId } } }, { comments: { some: { taskId } } }] }
      : { comments: { some: { taskId } } },
    select: { id: true, name: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: 500,
  })
  return people.map(({ id, name }) => ({ userId: id, name }))
}
