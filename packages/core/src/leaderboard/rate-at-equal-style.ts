import type { Leaderboard } from '@plackett/contracts'
import {
  fitStyleControlled,
  normalQuantile,
  pointsPerNat,
  rankByInterval,
  ratingOf,
  type StyledBattle,
  scaled,
} from '@plackett/preference'
import { type BoardTask, styleOf } from './board-tasks.ts'
import type { RatedModel } from './rate-models.ts'

const properties = ['length', 'headings', 'lists', 'bold'] as const

/** More comparisons than this are thinned: the four effects and fifty ratings are known well enough by then. */
const mostBattles = 200_000

export interface EqualStyle {
  style: NonNullable<Leaderboard['style']>
  /** By item; `rank` and the ratings in place of those of `rated`. */
  rows: RatedModel[]
}

/** Ratings at equal style by arena-rank's contextual model; null where it has no maximum. */
export function rateAtEqualStyle(
  tasks: readonly BoardTask[],
  { rated, anchor }: { rated: readonly RatedModel[]; anchor: { item: number; rating: number } | null },
): EqualStyle | null {
  const known = rated.map(({ item }) => item)
  const battles = scaledBattles(tasks, new Map(known.map((item, place) => [item, place])))
  if (battles.length === 0) return null
  // arena-rank's λ = 1 on the mean loss would leave a fifth of an effect; this is λ = 1 on the sum, as FastChat has it.
  const fit = fitStyleControlled({ items: known.length, battles }, 1 / battles.length)
  if (fit.kind === 'undefined') return null
  const anchorPlace = anchor === null ? -1 : known.indexOf(anchor.item)
  const shift = anchorPlace === -1 ? 0 : anchor!.rating - ratingOf(fit.logWorths[anchorPlace]!)
  const z = normalQuantile(0.975)
  const around = (middle: number, error: number) => {
    return { low: middle - z * pointsPerNat * error, high: middle + z * pointsPerNat * error }
  }
  const intervals = fit.logWorths.map((worth, place) => around(ratingOf(worth) + shift, fit.errors.logWorths[place]!))
  const ranks = rankByInterval(intervals.map(({ low, high }) => ({ lower: low, upper: high })))
  return {
    style: {
      comparisons: battles.length,
      effects: properties.flatMap((property, k) => {
        // Where no two completions differ in it there is nothing to tell.
        if (battles.every(({ features }) => features[k] === 0)) return []
        const points = pointsPerNat * fit.style[k]!
        return [{ property, points, ...around(points, fit.errors.style[k]!) }]
      }),
    },
    rows: rated
      .map((row, place) => ({
        ...row,
        ...intervals[place]!,
        rating: ratingOf(fit.logWorths[place]!) + shift,
        rank: ranks[place]!,
      }))
      .sort((a, b) => b.rating - a.rating),
  }
}

function scaledBattles(tasks: readonly BoardTask[], placeOf: Map<number, number>): StyledBattle[] {
  const perTask = tasks.map((task) => task.rankings.length * task.styles.length ** 2 * 0.5)
  const every = Math.ceil(perTask.reduce((sum, pairs) => sum + pairs, 0) / mostBattles)
  const battles = tasks.filter((_, at) => at % every === 0).flatMap((task) => battlesOf(task, placeOf))
  const features = scaled(battles.map((battle) => battle.features))
  return battles.map((battle, at) => ({ ...battle, features: features[at]! }))
}

function battlesOf(task: BoardTask, placeOf: Map<number, number>): StyledBattle[] {
  const battles: StyledBattle[] = []
  for (const { ranks, items } of task.rankings) {
    for (let a = 0; a < ranks.length; a++) {
      for (let b = a + 1; b < ranks.length; b++) {
        const [rankA, rankB] = [ranks[a]!, ranks[b]!]
        if (rankA === null || rankB === null || items[a] === items[b]) continue
        const outcome = rankA < rankB ? 1 : rankA > rankB ? 0 : 0.5
        const [first, second] = [placeOf.get(items[a]!)!, placeOf.get(items[b]!)!]
        battles.push({ first, second, outcome, features: styleOf(task, a, b) })
      }
    }
  }
  return battles
}
