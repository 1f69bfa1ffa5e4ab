import { goldFeedback, goldReport, projectReference, setGoldInput } from '@plackett/contracts'
import { listGoldFeedback, setGold, viewGold } from '@plackett/core'
import { z } from 'zod'
import { procedure, router } from '../init.ts'

export const goldRouter = router({
  report: procedure
    .input(projectReference)
    .output(goldReport)
    .query(({ ctx, input }) => viewGold(ctx.scope, input)),

  set: procedure.input(setGoldInput).mutation(({ ctx, input }) => setGold(ctx.scope, input)),

  mine: procedure
    .input(projectReference)
    .output(z.array(goldFeedback))
    .query(({ ctx, input }) => listGoldFeedback(ctx.scope, input)),
})
