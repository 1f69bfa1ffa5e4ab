import type { TaskRanking } from '../agreement/agreement-tally.ts'
import type { ItemRanking } from '../comparisons/collect-games.ts'
import type { Ranks } from '../comparisons/comparisons-of.ts'
import { type RankingColumns, requireColumns } from './ranking-columns.ts'

/** The rankings task by task, for AgreementTally. */
export function* readTasks(columns: RankingColumns): Generator<TaskRanking<number>[]> {
  requireColumns(columns)
  const { task, annotator } = columns
  let rankings: TaskRanking<number>[] = []
  for (let r = 0; r < task.length; r++) {
    if (r > 0 && task[r] !== task[r - 1]) {
      yield rankings
      rankings = []
    }
    rankings.push({ annotator: annotator[r]!, ranks: ranksAt(columns, r) })
  }
  if (rankings.length > 0) yield rankings
}

/** The rankings one by one with the items behind their completions, for collectGames. */
export function* readItemRankings(columns: RankingColumns): Generator<ItemRanking> {
  requireColumns(columns)
  const { task, starts, item } = columns
  for (let r = 0; r < task.length; r++) {
    yield { ranks: ranksAt(columns, r), items: Array.from(item.subarray(starts[r]!, starts[r + 1]!)) }
  }
}

function ranksAt({ starts, rank }: RankingColumns, r: number): Ranks {
  const ranks: (number | null)[] = []
  for (let place = starts[r]!; place < starts[r + 1]!; place++) ranks.push(rank[place] === 0 ? null : rank[place]!)
  return ranks
}
