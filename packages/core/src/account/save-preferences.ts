import { type Preferences, preferences, type SavePreferencesInput } from '@plackett/contracts'
import { requirePerson } from '../access/require-person.ts'
import type { Scope } from '../scope/scope.ts'

/** Changes what is given of one's own preferences; in one statement, so that two tabs do not undo each other. */
export async function savePreferences(scope: Scope, input: SavePreferencesInput): Promise<Preferences> {
  const { userId } = requirePerson(scope)
  const [row] = await scope.db.$queryRaw<[{ preferences: unknown }]>`
    update "User" set "preferences" = "preferences" || ${JSON.stringify(input)}::jsonb, "updatedAt" = ${scope.now()}
    where "id" = ${userId}
    returning "preferences"`
  return preferences.parse(row.preferences)
}
