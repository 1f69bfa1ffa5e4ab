import { projectReference, qualityInput, qualityReport, selectionReport, weighedTasks } from '@plackett/contracts'
import { viewQuality, viewSelection, weighOpenTasks } from '@plackett/core'
import { procedure, router } from '../init.ts'

export const qualityRouter = router({
  report: procedure
    .input(qualityInput)
    .output(qualityReport)
    .query(({ ctx, input }) => viewQuality(ctx.scope, input)),

  selection: procedure
    .input(projectReference)
    .output(selectionReport)
    .query(({ ctx, input }) => viewSelection(ctx.scope, input)),

  weighTasks: procedure
    .input(projectReference)
    .output(weighedTasks)
    .mutation(({ ctx, input }) => weighOpenTasks(ctx.scope, input)),
})
