import { addCommentInput, mention, projectReference, taskReference, thread } from '@plackett/contracts'
import { addComment, listMentions, seeMentions, viewThread } from '@plackett/core'
import { z } from 'zod'
import { procedure, router } from '../init.ts'

export const commentRouter = router({
  thread: procedure
    .input(taskReference)
    .output(thread)
    .query(({ ctx, input }) => viewThread(ctx.scope, input)),

  add: procedure.input(addCommentInput).mutation(({ ctx, input }) => addComment(ctx.scope, input)),

  mentions: procedure
    .input(projectReference)
    .output(z.array(mention))
    .query(({ ctx, input }) => listMentions(ctx.scope, input)),

  seeMentions: procedure.input(projectReference).mutation(({ ctx, input }) => seeMentions(ctx.scope, input)),
})
