import {
  assignmentReference,
  nextTaskInput,
  nextTask as nextTaskResult,
  saveDraftInput,
  skipTaskInput,
} from '@plackett/contracts'
import { nextTask, releaseAssignment, renewAssignment, saveDraft, skipTask } from '@plackett/core'
import { z } from 'zod'
import { procedure, router } from '../init.ts'

export const assignmentRouter = router({
  next: procedure
    .input(nextTaskInput)
    .output(nextTaskResult)
    .mutation(({ ctx, input }) => nextTask(ctx.scope, input)),

  renew: procedure
    .input(assignmentReference)
    .output(z.object({ leasedUntil: z.date() }))
    .mutation(({ ctx, input }) => renewAssignment(ctx.scope, input)),

  saveDraft: procedure.input(saveDraftInput).mutation(({ ctx, input }) => saveDraft(ctx.scope, input)),

  skip: procedure.input(skipTaskInput).mutation(({ ctx, input }) => skipTask(ctx.scope, input)),

  release: procedure.input(assignmentReference).mutation(({ ctx, input }) => releaseAssignment(ctx.scope, input)),
})
