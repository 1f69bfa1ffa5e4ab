import { type Interval, testHalf, wilsonInterval } from '../numerics/binomial.ts'
import { requireThat } from '../numerics/require-that.ts'

/** How often strict comparisons went to the left, or the longer, completion. */
export interface ChoiceShare extends Interval {
  share: number
  /** Exact two-sided test of ½. */
  p: number
}

/** The share with Wilson's 95 % interval; null where nothing was compared. */
export function choiceShare(chosen: number, of: number): ChoiceShare | null {
  requireThat(chosen >= 0 && chosen <= of, 'No more can be chosen than were compared.')
  return of === 0 ? null : { share: chosen / of, ...wilsonInterval(chosen, of), p: testHalf(chosen, of) }
}
