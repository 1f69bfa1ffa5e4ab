import type { ListTasksInput, Page, TaskSummary } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import { pageOfRows } from '../scope/page-of-rows.ts'
import type { Scope } from '../scope/scope.ts'
import { taskSummaries } from './task-summaries.ts'

/** The project's tasks in the order of import. */
export async function listTasks(scope: Scope, { limit, ...filter }: ListTasksInput): Promise<Page<TaskSummary>> {
  await authorize(scope, 'task:view', filter)
  return pageOfRows(await taskSummaries(scope.db, { ...filter, limit: limit + 1 }), limit)
}
