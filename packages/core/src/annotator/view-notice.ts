import { type AnnotatorNotice, annotatorNotice, type ProjectReference } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import { requirePerson } from '../access/require-person.ts'
import type { Scope } from '../scope/scope.ts'
import { annotatorStandings } from './annotator-standings.ts'

const shownForMs = 30 * 86_400_000

/** What the project tells the person who ranks: messages, and why they are paused. */
export async function viewNotice(scope: Scope, { projectId }: ProjectReference): Promise<AnnotatorNotice> {
  await authorize(scope, 'assignment:take', { projectId })
  const { userId: annotatorId } = requirePerson(scope)
  const [standing] = await annotatorStandings(scope.db, { projectId, annotatorId })
  const messages = await scope.db.annotatorDecision.findMany({
    where: {
      projectId,
      annotatorId,
      kind: { in: ['message', 'pause', 'resume', 'retrain'] },
      text: { not: '' },
      createdAt: { gt: new Date(scope.now().getTime() - shownForMs) },
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { id: true, kind: true, text: true, createdAt: true },
    take: 5,
  })
  return annotatorNotice.parse({ state: standing?.state ?? 'active', messages })
}
