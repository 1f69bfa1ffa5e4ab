import { listTasksInput, pageOf, taskDetail, taskReference, taskSummary } from '@plackett/contracts'
import { listTasks, viewTask } from '@plackett/core'
import { procedure, router } from '../init.ts'

export const taskRouter = router({
  list: procedure
    .input(listTasksInput)
    .output(pageOf(taskSummary))
    .query(({ ctx, input }) => listTasks(ctx.scope, input)),

  get: procedure
    .input(taskReference)
    .output(taskDetail)
    .query(({ ctx, input }) => viewTask(ctx.scope, input)),
})
