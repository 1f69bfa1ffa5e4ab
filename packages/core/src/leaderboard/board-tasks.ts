import { type ItemRanking, styleDifference } from '@plackett/preference'
import { type JudgedTask, type JudgedTasksWish, judgedTasks } from '../quality/judged-tasks.ts'
import type { Database } from '../scope/scope.ts'
import { annotatorWeights } from './annotator-weights.ts'

/** A task as the leaderboard counts it; models are named by their place in `models`. */
export interface BoardTask {
  language: string | null
  rankings: (ItemRanking & { answeredAt: number })[]
  /** By completion: counts of `styleProperties`. */
  styles: readonly (readonly number[])[]
}

export interface Board {
  models: string[]
  tasks: BoardTask[]
  isWeighted: boolean
}

export interface BoardWish extends JudgedTasksWish {
  turns?: 'one' | 'many' | undefined
}

/** The project's judged tasks with the models behind their completions; a completion without a model takes no part. */
export async function boardTasks(db: Database, { turns, ...wish }: BoardWish): Promise<Board> {
  const weightOf = await annotatorWeights(db, wish.projectId)
  const places = new Map<string, number>()
  const placeOf = (model: string) => {
    const place = places.get(model) ?? places.size
    places.set(model, place)
    return place
  }
  const tasks: BoardTask[] = []
  for await (const task of judgedTasks(db, wish)) {
    if (turns !== undefined && (task.turns > 1 ? 'many' : 'one') !== turns) continue
    const items = task.completions.map(({ model }) => (model === null ? -1 : placeOf(model)))
    tasks.push({
      language: task.language,
      rankings: rankingsOf(task, { items, weightOf }),
      styles: task.completions.map(({ length, style }) => [length, ...(style ?? [])]),
    })
  }
  return { models: [...places.keys()], tasks, isWeighted: [...weightOf.values()].some((weight) => weight !== 1) }
}

function rankingsOf(
  { rankings }: JudgedTask,
  { items, weightOf }: { items: number[]; weightOf: Map<string, number> },
): BoardTask['rankings'] {
  return rankings
    .map(({ ranks, annotatorId, answeredAt }) => ({
      ranks: ranks.map((rank, completion) => (items[completion] === -1 ? null : rank)),
      items,
      weight: weightOf.get(annotatorId) ?? 1,
      answeredAt,
    }))
    .filter(({ weight }) => weight > 0)
}

/** The style of each pair that a ranking compares, as Arena takes it. */
export function styleOf({ styles }: BoardTask, a: number, b: number): number[] {
  return styleDifference(styles[a]!, styles[b]!)
}
