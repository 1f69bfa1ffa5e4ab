import type { Coincidences } from './coincidences.ts'
import type { MeasurementLevel } from './krippendorff-alpha.ts'

/** What an interval of α is computed from: the coincidences of each task, since votes on one task are not independent. */
export interface AlphaSample {
  /** The categories' values. */
  values: readonly number[]
  level: MeasurementLevel
  /** One matrix a task. */
  groups: readonly Coincidences[]
}

/** The sum of matrices. */
export function summed(groups: readonly Coincidences[], size: number): Coincidences {
  const total = new Float64Array(size * size)
  for (const group of groups) for (let k = 0; k < total.length; k++) total[k]! += group[k]!
  return total
}
