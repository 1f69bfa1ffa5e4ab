import { AppError, type Demonstration, messagesOf, type WriteDemonstrationInput } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import { requirePerson } from '../access/require-person.ts'
import { inTransaction } from '../scope/in-transaction.ts'
import { once } from '../scope/once.ts'
import type { Scope } from '../scope/scope.ts'
import { findDemonstrationByKey, hashOfDemonstration } from './find-demonstration-by-key.ts'
import { requireDemonstrationsAllowed } from './require-demonstrations-allowed.ts'
import { viewDemonstration } from './view-demonstration.ts'

/** Keeps a demonstration that was written from nothing, for a prompt of the project or one of the author's own. It waits for review. */
export async function writeDemonstration(scope: Scope, input: WriteDemonstrationInput): Promise<Demonstration> {
  const { projectId, about, text, idempotencyKey, activeMs } = input
  await authorize(scope, 'demonstration:write', { projectId })
  const { userId: authorId } = requirePerson(scope)
  const submission = { authorId, idempotencyKey, inputHash: hashOfDemonstration([projectId, about], text) }
  return once({
    find: () => findDemonstrationByKey(scope, submission),
    work: async () => {
      await requireDemonstrationsAllowed(scope, projectId)
      return inTransaction(scope, async (scope) => {
        const id = scope.newId()
        const promptId = await promptOf(scope, { projectId, about })
        const common = { id, originId: id, projectId, promptId, ...submission }
        await scope.db.demonstration.create({ data: { ...common, text, activeMs, createdAt: scope.now() } })
        return viewDemonstration(scope, { projectId, originId: id })
      })
    },
  })
}

/** The prompt named, or a new row for the author's own. */
async function promptOf(
  { db, newId, now }: Scope,
  { projectId, about }: Pick<WriteDemonstrationInput, 'projectId' | 'about'>,
): Promise<string> {
  if (about.kind === 'prompt') {
    const known = await db.prompt.count({ where: { id: about.promptId, projectId } })
    if (known === 0) throw new AppError('PROMPT_NOT_FOUND')
    return about.promptId
  }
  const messages = messagesOf(about.prompt).map((message) => ({ ...message }))
  const { id } = await db.prompt.create({ data: { id: newId(), projectId, messages, createdAt: now() } })
  return id
}
