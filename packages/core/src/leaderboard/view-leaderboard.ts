import type { Leaderboard, LeaderboardInput } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import { keptStatistic } from '../quality/kept-statistic.ts'
import type { Scope } from '../scope/scope.ts'
import { boardTasks } from './board-tasks.ts'
import { buildLeaderboard } from './build-leaderboard.ts'

/** The project's source models by what people preferred. */
export async function viewLeaderboard(scope: Scope, input: LeaderboardInput): Promise<Leaderboard> {
  await authorize(scope, 'quality:view', input)
  return leaderboardOf(scope, input)
}

/** The leaderboard, whoever asks. */
export function leaderboardOf(scope: Scope, { projectId, ...input }: LeaderboardInput): Promise<Leaderboard> {
  const { language, turns, isStyleControlled } = input
  return keptStatistic(scope, {
    projectId,
    kind: 'leaderboard',
    input,
    compute: async () => {
      const board = await boardTasks(scope.db, { projectId, language, turns, withStyle: isStyleControlled })
      return buildLeaderboard(board, input)
    },
  })
}
