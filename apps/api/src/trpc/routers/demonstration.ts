import {
  demonstration,
  listDemonstrationsInput,
  nextPromptInput,
  pageOf,
  promptToWrite,
  reviewDemonstrationInput,
  reviseDemonstrationInput,
  writeDemonstrationInput,
} from '@plackett/contracts'
import {
  listDemonstrations,
  nextPrompt,
  reviewDemonstration,
  reviseDemonstration,
  writeDemonstration,
} from '@plackett/core'
import { procedure, router } from '../init.ts'

export const demonstrationRouter = router({
  nextPrompt: procedure
    .input(nextPromptInput)
    .output(promptToWrite.nullable())
    .query(({ ctx, input }) => nextPrompt(ctx.scope, input)),

  list: procedure
    .input(listDemonstrationsInput)
    .output(pageOf(demonstration))
    .query(({ ctx, input }) => listDemonstrations(ctx.scope, input)),

  write: procedure
    .input(writeDemonstrationInput)
    .output(demonstration)
    .mutation(({ ctx, input }) => writeDemonstration(ctx.scope, input)),

  revise: procedure
    .input(reviseDemonstrationInput)
    .output(demonstration)
    .mutation(({ ctx, input }) => reviseDemonstration(ctx.scope, input)),

  review: procedure
    .input(reviewDemonstrationInput)
    .output(demonstration)
    .mutation(({ ctx, input }) => reviewDemonstration(ctx.scope, input)),
})
