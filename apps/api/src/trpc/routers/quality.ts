import { qualityInput, qualityReport } from '@plackett/contracts'
import { viewQuality } from '@plackett/core'
import { procedure, router } from '../init.ts'

export const qualityRouter = router({
  report: procedure
    .input(qualityInput)
    .output(qualityReport)
    .query(({ ctx, input }) => viewQuality(ctx.scope, input)),
})
