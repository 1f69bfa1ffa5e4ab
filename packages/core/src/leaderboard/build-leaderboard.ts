import type { Leaderboard, LeaderboardInput } from '@plackett/contracts'
import { votesToFlip, winMatrix } from '@plackett/preference'
import type { Board, BoardTask } from './board-tasks.ts'
import { historyDays, tasksUntil } from './history-days.ts'
import { rateAtEqualStyle } from './rate-at-equal-style.ts'
import { type RatedModel, type RatedModels, rateModels } from './rate-models.ts'

type LeaderboardFigures = Omit<Leaderboard, 'computedAt'>

/** The leaderboard of a board's models. Its history and its parts by language are not held to equal style. */
export function buildLeaderboard(board: Board, input: Omit<LeaderboardInput, 'projectId'>): LeaderboardFigures {
  const { models, tasks, isWeighted } = board
  const anchorItem = input.anchor ? models.indexOf(input.anchor.model) : -1
  const anchor = anchorItem === -1 ? null : { item: anchorItem, rating: input.anchor!.rating }
  const wish = { intervals: input.intervals, anchor }
  const rated = rateModels(tasks, wish)
  const equal = input.isStyleControlled ? rateAtEqualStyle(tasks, { rated: rated.rows, anchor }) : null
  const rows = equal?.rows ?? rated.rows
  const named = (part: RatedModels) => {
    return part.rows.map(({ item, comparisons: _, ...row }) => ({ model: models[item]!, ...row }))
  }
  const { comparisons, shares } = matrixOf(rated, rows)
  return {
    tasks: tasks.filter(({ rankings }) => rankings.length > 0).length,
    rankings: tasks.reduce((sum, { rankings }) => sum + rankings.length, 0),
    ...countComparisons(tasks),
    isWeighted,
    anchor: anchor ? input.anchor! : null,
    rows: rows.map(({ item, ...row }, at) => ({
      model: models[item]!,
      ...row,
      winShare: winShareOf({ comparisons, shares }, at),
    })),
    components: rated.components.map((group) => group.map((item) => models[item]!)),
    matrix: { comparisons, shares },
    robustness: isWeighted ? null : robustnessOf(rated, models),
    style: equal?.style ?? null,
    history: historyDays(tasks).map(({ day, endsAt }) => ({
      day,
      rows: named(rateModels(tasksUntil(tasks, endsAt), wish)),
    })),
    byLanguage: input.language === undefined ? languagesOf(tasks, (part) => rateModels(part, wish), named) : [],
  }
}

function countComparisons(tasks: readonly BoardTask[]): { comparisons: number; ties: number } {
  let [comparisons, ties] = [0, 0]
  for (const { ranks, items } of tasks.flatMap(({ rankings }) => rankings)) {
    for (let a = 0; a < ranks.length; a++) {
      for (let b = a + 1; b < ranks.length; b++) {
        if (ranks[a] === null || ranks[b] === null || items[a] === items[b]) continue
        comparisons++
        if (ranks[a] === ranks[b]) ties++
      }
    }
  }
  return { comparisons, ties }
}

/** The win matrix in the order of the rows. */
function matrixOf({ games }: RatedModels, rows: readonly RatedModel[]): Leaderboard['matrix'] {
  const items = Math.max(0, ...rows.map(({ item }) => item + 1))
  const whole = winMatrix({ items, games })
  const inOrder = <T>(table: T[][]) => rows.map(({ item: i }) => rows.map(({ item: j }) => table[i]![j]!))
  return { comparisons: inOrder(whole.games), shares: inOrder(whole.tiesHalf) }
}

function winShareOf({ comparisons, shares }: Leaderboard['matrix'], at: number): number {
  const won = comparisons[at]!.reduce((sum, count, other) => sum + count * (shares[at]![other] ?? 0), 0)
  return won / comparisons[at]!.reduce((sum, count) => sum + count, 0)
}

function robustnessOf({ rows, games, components }: RatedModels, models: string[]): Leaderboard['robustness'] {
  if (rows.length < 2 || components.length > 0) return null
  const known = rows.map(({ item }) => item)
  const places = games.map((game) => ({
    ...game,
    first: known.indexOf(game.first),
    second: known.indexOf(game.second),
  }))
  const flip = votesToFlip({ items: known.length, games: places })
  if (flip === null) return null
  return { leader: models[known[0]!]!, challenger: models[known[flip.challenger]!]!, comparisons: flip.votes }
}

function languagesOf(
  tasks: readonly BoardTask[],
  rate: (tasks: readonly BoardTask[]) => RatedModels,
  named: (part: RatedModels) => Leaderboard['byLanguage'][number]['rows'],
): Leaderboard['byLanguage'] {
  return [...new Set(tasks.map(({ language }) => language))]
    .map((language) => {
      const own = tasks.filter((task) => task.language === language)
      return { language, comparisons: countComparisons(own).comparisons, rows: named(rate(own)) }
    })
    .filter(({ comparisons }) => comparisons > 0)
    .sort((a, b) => b.comparisons - a.comparisons)
}
