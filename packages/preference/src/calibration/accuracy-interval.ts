import { exactInterval, type Interval, wilsonInterval } from '../numerics/binomial.ts'
import { requireThat } from '../numerics/require-that.ts'

export interface AccuracyInterval {
  accuracy: number
  wilson: Interval
  /** Clopper and Pearson's. */
  exact: Interval
}

/** 95 % intervals of an accuracy over independent pairs; for pairs of rankings see resampleAccuracy. Null without pairs. */
export function accuracyInterval(right: number, of: number): AccuracyInterval | null {
  requireThat(right >= 0 && right <= of, 'No more can be right than there are.')
  if (of === 0) return null
  return { accuracy: right / of, wilson: wilsonInterval(right, of), exact: exactInterval(right, of) }
}
