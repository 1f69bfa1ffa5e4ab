import {
  changeTasksInput,
  listTasksInput,
  pageOf,
  taskDetail,
  taskReference,
  taskSummary,
  weighTasksInput,
} from '@plackett/contracts'
import { changeTasks, listTasks, viewTask, weighTasks } from '@plackett/core'
import { z } from 'zod'
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

  change: procedure
    .input(changeTasksInput)
    .output(z.object({ tasks: z.number().int() }))
    .mutation(({ ctx, input }) => changeTasks(ctx.scope, input)),

  weigh: procedure
    .input(weighTasksInput)
    .output(z.object({ tasks: z.number().int() }))
    .mutation(({ ctx, input }) => weighTasks(ctx.scope, input)),
})
