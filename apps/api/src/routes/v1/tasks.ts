import {
  listRankingsInput,
  listTasksInput,
  pageOf,
  projectReference,
  rankingListItem,
  taskDetail,
  taskReference,
  taskSummary,
} from '@plackett/contracts'
import { listRankings, listTasks, viewTask } from '@plackett/core'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { pageQuery } from './page-query.ts'

export const tasks: FastifyPluginAsyncZod = async (v1) => {
  v1.get(
    '/projects/:projectId/tasks',
    {
      schema: {
        summary: 'The tasks of a project, in the order of import',
        params: projectReference,
        querystring: pageQuery.extend(listTasksInput.pick({ status: true, search: true }).shape),
        response: { 200: pageOf(taskSummary) },
      },
    },
    ({ scope, params, query }) => listTasks(scope, listTasksInput.parse({ ...query, ...params })),
  )

  v1.get(
    '/tasks/:taskId',
    {
      schema: {
        summary: 'A task with its prompt, its completions and each ranking of it',
        params: taskReference,
        response: { 200: taskDetail },
      },
    },
    ({ scope, params }) => viewTask(scope, params),
  )

  v1.get(
    '/projects/:projectId/rankings',
    {
      schema: {
        summary: 'The rankings that count, the oldest first',
        params: projectReference,
        querystring: pageQuery,
        response: { 200: pageOf(rankingListItem) },
      },
    },
    ({ scope, params, query }) => listRankings(scope, listRankingsInput.parse({ ...query, ...params })),
  )
}
