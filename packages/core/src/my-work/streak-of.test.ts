import { expect, test } from 'vitest'
import { streakOf } from './streak-of.ts'

test('days in a row count up to today or yesterday, over the end of a month, and stop at the first gap', () => {
  expect(streakOf([], '2026-03-02')).toBe(0)
  expect(streakOf(['2026-02-27', '2026-02-26'], '2026-03-02')).toBe(0)
  expect(streakOf(['2026-03-01', '2026-02-28', '2026-02-26'], '2026-03-02')).toBe(2)
  expect(streakOf(['2026-03-02'], '2026-03-02')).toBe(1)
})
