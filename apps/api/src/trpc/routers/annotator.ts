import {
  annotatorNotice,
  annotatorReference,
  annotatorsReport,
  decideInput,
  decision,
  projectReference,
  weighByReliabilityInput,
} from '@plackett/contracts'
import { decideOnAnnotator, listDecisions, viewAnnotators, viewNotice, weighByReliability } from '@plackett/core'
import { z } from 'zod'
import { procedure, router } from '../init.ts'

export const annotatorRouter = router({
  report: procedure
    .input(projectReference)
    .output(annotatorsReport)
    .query(({ ctx, input }) => viewAnnotators(ctx.scope, input)),

  decisions: procedure
    .input(annotatorReference)
    .output(z.array(decision))
    .query(({ ctx, input }) => listDecisions(ctx.scope, input)),

  decide: procedure.input(decideInput).mutation(({ ctx, input }) => decideOnAnnotator(ctx.scope, input)),

  weighAll: procedure
    .input(weighByReliabilityInput)
    .output(z.object({ annotators: z.number().int() }))
    .mutation(({ ctx, input }) => weighByReliability(ctx.scope, input)),

  notice: procedure
    .input(projectReference)
    .output(annotatorNotice)
    .query(({ ctx, input }) => viewNotice(ctx.scope, input)),
})
