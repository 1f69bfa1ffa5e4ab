import { expect, test } from 'vitest'
import { forecastEnd } from './forecast-end.ts'

const now = new Date('2026-03-15T12:00:00Z')

function days(...counts: number[]) {
  return counts.map((rankings, at) => {
    return { day: new Date(Date.UTC(2026, 2, 15 - counts.length + at)).toISOString().slice(0, 10), rankings }
  })
}

const daysFromNow = (date: Date) => (date.getTime() - now.getTime()) / 86_400_000

test('an even pace ends on a day, without doubt', () => {
  const forecast = forecastEnd(days(10, 10, 10, 10), { remaining: 50, now })!
  expect(forecast).toMatchObject({ perDay: 10, days: 4 })
  for (const end of [forecast.doneAt, forecast.earliestAt, forecast.latestAt!])
    expect(daysFromNow(end)).toBeCloseTo(5, 2)
})

test('an uneven pace gives an interval around the end', () => {
  const forecast = forecastEnd(days(5, 15, 8, 12, 10, 6, 14), { remaining: 200, now })!
  expect(daysFromNow(forecast.doneAt)).toBeCloseTo(20, 9)
  expect(daysFromNow(forecast.earliestAt)).toBeLessThan(17)
  expect(daysFromNow(forecast.latestAt!)).toBeGreaterThan(24)
})

test('a pace that may be none has no latest end', () => {
  expect(forecastEnd(days(30, 0, 0), { remaining: 100, now })!.latestAt).toBeNull()
})

test('today, which is not over, does not count; days of rest do', () => {
  const counts = [...days(12, 0, 12, 0), { day: '2026-03-15', rankings: 500 }].filter(({ rankings }) => rankings > 0)
  expect(forecastEnd(counts, { remaining: 60, now })!.perDay).toBe(6)
})

test.each([
  ['nothing is left', days(10, 10, 10), 0],
  ['there were fewer than three days', days(10, 10), 50],
  ['nobody ranked of late', [{ day: '2026-01-01', rankings: 9 }], 50],
  ['nobody ever ranked', [], 50],
])('there is none where %s', (_, perDay, remaining) => {
  expect(forecastEnd(perDay, { remaining, now })).toBeNull()
})
