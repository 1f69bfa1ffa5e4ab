import { expect, test } from 'vitest'
import { noteSign, resumeAt, startActiveTime } from './active-time.ts'

test('time between signs of a person counts, a long silence as thirty seconds of reading', () => {
  let time = startActiveTime(0)
  time = noteSign(time, 4_000)
  time = noteSign(time, 604_000)
  expect(time.activeMs).toBe(34_000)
})

test('time away from the page counts for nothing, nor does a clock set back', () => {
  let time = noteSign(startActiveTime(0), 1_000)
  time = resumeAt(time, 20_000)
  time = noteSign(time, 21_000)
  expect(noteSign(time, 5_000).activeMs).toBe(2_000)
})
