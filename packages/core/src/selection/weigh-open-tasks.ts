import { leaderboardInput, type ProjectReference, qualitySettings, type WeighedTasks } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import { leaderboardOf } from '../leaderboard/view-leaderboard.ts'
import type { Scope } from '../scope/scope.ts'
import { weighTasks } from '../task/weigh-tasks.ts'
import { ensembleOf } from './ensemble-of.ts'
import { leaderboardGains } from './leaderboard-gains.ts'
import { uncertainties } from './uncertainties.ts'
import { type UntouchedTask, untouchedTasks } from './untouched-tasks.ts'

/** More tasks than this are not weighed at once: so many take a while to be ranked, and by then there is news. */
const mostTasks = 5_000
/** No task is left without a chance, however sure the models are. */
const least = 0.01

/**
 * Weighs the tasks that nobody has begun by what an answer would teach, as the project's settings say: the reward models in
 * production, or the leaderboard. 1 is the mean. Throws NO_PRODUCTION_MODEL.
 */
export async function weighOpenTasks(scope: Scope, { projectId }: ProjectReference): Promise<WeighedTasks> {
  await authorize(scope, 'task:change', { projectId })
  const gainsOf = await gains(scope, projectId)
  const gained: { taskId: string; gain: number }[] = []
  for await (const page of untouchedTasks(scope.db, { projectId, limit: mostTasks })) {
    const values = await gainsOf(page)
    gained.push(...page.map(({ taskId }, at) => ({ taskId, gain: values[at]! })))
  }
  const mean = gained.reduce((sum, { gain }) => sum + gain, 0) / Math.max(1, gained.length)
  const weights = gained.map(({ taskId, gain }) => {
    return { taskId, weight: mean === 0 ? 1 : Math.max(least, gain / mean) }
  })
  let tasks = 0
  for (let from = 0; from < weights.length; from += 1_000) {
    tasks += (await weighTasks(scope, { projectId, weights: weights.slice(from, from + 1_000) })).tasks
  }
  const values = weights.map(({ weight }) => weight)
  return {
    tasks,
    lowest: values.length ? Math.min(...values) : null,
    highest: values.length ? Math.max(...values) : null,
  }
}

async function gains(scope: Scope, projectId: string): Promise<(page: UntouchedTask[]) => Promise<number[]>> {
  const project = await scope.db.project.findUniqueOrThrow({
    where: { id: projectId },
    select: { qualitySettings: true },
  })
  const { weighing } = qualitySettings.parse(project.qualitySettings)
  if (weighing === 'leaderboard') {
    const board = await leaderboardOf(scope, leaderboardInput.parse({ projectId }))
    return async (page) => leaderboardGains(board, page)
  }
  if (weighing === 'reward_model') {
    const models = await ensembleOf(scope.db, projectId)
    return (page) => uncertainties(scope, models, page)
  }
  return async (page) => page.map(() => 1)
}
