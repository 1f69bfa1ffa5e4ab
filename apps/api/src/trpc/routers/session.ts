import { sessionView } from '@plackett/contracts'
import { viewSession } from '@plackett/core'
import { procedure, router } from '../init.ts'

export const sessionRouter = router({
  me: procedure.output(sessionView).query(({ ctx }) => viewSession(ctx.scope)),
})
