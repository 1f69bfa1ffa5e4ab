import type { Coincidences } from './coincidences.ts'
import type { MeasurementLevel } from './krippendorff-alpha.ts'

/** Tasks whose votes have equal coincidences, and how many there are: a million tasks are a few thousand kinds. */
export interface TaskKind {
  matrix: Coincidences
  count: number
}

/** What an interval of α is computed from: coincidences by task, since votes on one task are not independent. */
export interface AlphaSample {
  /** The categories' values. */
  values: readonly number[]
  level: MeasurementLevel
  kinds: readonly TaskKind[]
}

/** Collects tasks by kind; those without a pair of votes are of no kind. */
export class TaskKinds {
  readonly #kinds = new Map<string, TaskKind>()

  add(matrix: Coincidences): void {
    if (matrix.every((entry) => entry === 0)) return
    const key = matrix.join()
    const kind = this.#kinds.get(key)
    if (kind) kind.count++
    else this.#kinds.set(key, { matrix, count: 1 })
  }

  all(): TaskKind[] {
    return [...this.#kinds.values()]
  }
}

/** The sum of all tasks' matrices, or of `counts` tasks of each kind. */
export function summed(
  kinds: readonly TaskKind[],
  counts: ArrayLike<number> = kinds.map(({ count }) => count),
): Coincidences {
  const total = new Float64Array(kinds[0]?.matrix.length ?? 0)
  for (const [at, { matrix }] of kinds.entries()) {
    for (let k = 0; k < total.length; k++) total[k]! += counts[at]! * matrix[k]!
  }
  return total
}
