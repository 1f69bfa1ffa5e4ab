import { expect, test } from 'vitest'
import { continuousDays } from './continuous-days.ts'

test('days without rankings are there, and count none', () => {
  const days = [
    { day: '2026-02-27', rankings: 3 },
    { day: '2026-03-01', rankings: 1 },
  ]
  expect(continuousDays(days)).toEqual([
    { day: '2026-02-27', rankings: 3 },
    { day: '2026-02-28', rankings: 0 },
    { day: '2026-03-01', rankings: 1 },
  ])
})

test('only the last days are kept', () => {
  const days = [
    { day: '2025-01-01', rankings: 3 },
    { day: '2026-03-01', rankings: 1 },
  ]
  expect(continuousDays(days, 2).map(({ day }) => day)).toEqual(['2026-02-28', '2026-03-01'])
  expect(continuousDays([])).toEqual([])
})
