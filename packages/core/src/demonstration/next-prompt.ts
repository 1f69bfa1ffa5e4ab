import type { NextPromptInput, PromptToWrite } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import { requirePerson } from '../access/require-person.ts'
import type { Scope } from '../scope/scope.ts'
import { requireDemonstrationsAllowed } from './require-demonstrations-allowed.ts'

/** Among so many prompts that want a demonstration each person begins elsewhere, so that two seldom write for one. */
const spread = 200

/** A prompt for which nobody wrote a demonstration that still stands; null where there is none. Nobody is refused who writes a second. */
export async function nextPrompt(scope: Scope, input: NextPromptInput): Promise<PromptToWrite | null> {
  const { projectId, skipped } = input
  await authorize(scope, 'demonstration:write', { projectId })
  await requireDemonstrationsAllowed(scope, projectId)
  const { userId } = requirePerson(scope)
  const [row] = await scope.db.$queryRaw<PromptToWrite[]>`
    select w."id" as "promptId", w."messages" as "prompt" from (
      select p."id", p."messages" from "Prompt" p
      where p."projectId" = ${projectId}::uuid and p."id" <> all (${skipped}::uuid[])
        and not exists (
          select from "CurrentDemonstration" d where d."promptId" = p."id" and d."status" <> 'rejected')
      order by p."id" limit ${spread}
    ) w order by md5(w."id"::text || ${userId}) limit 1`
  return row ?? null
}
