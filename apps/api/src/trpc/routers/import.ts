import { importListItem, projectReference } from '@plackett/contracts'
import { listImports } from '@plackett/core'
import { z } from 'zod'
import { procedure, router } from '../init.ts'

export const importRouter = router({
  list: procedure
    .input(projectReference)
    .output(z.array(importListItem))
    .query(({ ctx, input }) => listImports(ctx.scope, input)),
})
