import { requireThat } from '../numerics/require-that.ts'

/**
 * Many rankings in few bytes, one entry a ranking or a place. All rankings of a task list its completions in one order,
 * and stand next to each other.
 */
export interface RankingColumns {
  /** By ranking: its task and its annotator. */
  task: Int32Array
  annotator: Int32Array
  /** Ranking r has the places starts[r] … starts[r+1] − 1; one entry more than there are rankings. */
  starts: Int32Array
  /** By place: the rank, 1 is best, 0 is unplaced. */
  rank: Uint8Array
  /** By place: who wrote the completion. */
  item: Int32Array
}

/** Stops unless the columns fit together. */
export function requireColumns({ task, annotator, starts, rank, item }: RankingColumns): void {
  requireThat(annotator.length === task.length, 'Each ranking needs a task and an annotator.')
  requireThat(
    starts.length === task.length + 1 && starts[0] === 0,
    'There must be one start more than rankings, from 0.',
  )
  requireThat(
    starts.every((start, r) => r === 0 || start >= starts[r - 1]!),
    'Starts must not fall.',
  )
  const places = starts[task.length]
  requireThat(rank.length === places && item.length === places, 'Each place needs a rank and an item.')
}
