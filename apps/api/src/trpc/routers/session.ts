import { preferences, savePreferencesInput, sessionView } from '@plackett/contracts'
import { savePreferences, viewSession } from '@plackett/core'
import { procedure, router } from '../init.ts'

export const sessionRouter = router({
  me: procedure.output(sessionView).query(({ ctx }) => viewSession(ctx.scope)),

  savePreferences: procedure
    .input(savePreferencesInput)
    .output(preferences)
    .mutation(({ ctx, input }) => savePreferences(ctx.scope, input)),
})
