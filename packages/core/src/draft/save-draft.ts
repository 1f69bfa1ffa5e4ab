import type { SaveDraftInput } from '@plackett/contracts'
import { requirePerson } from '../access/require-person.ts'
import { loadAssignment } from '../assignment/load-assignment.ts'
import type { Scope } from '../scope/scope.ts'

/** Keeps what the person has placed so far, of an assignment that is theirs and not answered; of two tabs the later stays. */
export async function saveDraft(scope: Scope, { assignmentId, draft }: SaveDraftInput): Promise<void> {
  await loadAssignment(scope, 'assignment:take', assignmentId)
  const { userId: annotatorId } = requirePerson(scope)
  const { madeAt, ...content } = draft
  await scope.db.$executeRaw`
    insert into "Draft" ("assignmentId", "annotatorId", "content", "madeAt")
    select "id", "annotatorId", ${JSON.stringify(content)}::jsonb, ${new Date(madeAt)} from "Assignment"
    where "id" = ${assignmentId}::uuid and "annotatorId" = ${annotatorId} and "submittedAt" is null
    on conflict ("assignmentId", "annotatorId") do update set "content" = excluded."content", "madeAt" = excluded."madeAt"
    where "Draft"."madeAt" < excluded."madeAt"`
}
