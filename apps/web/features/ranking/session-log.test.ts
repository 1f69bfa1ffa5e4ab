import { sessionEvents } from '@plackett/contracts'
import { expect, test } from 'vitest'
import { noteEvent, startLog } from './session-log.ts'

test('moves are kept with their time since the task was shown and the order after them', () => {
  const shown = startLog(5_000)
  const moved = noteEvent(shown, 5_900.4, { kind: 'moved', typed: '2 1=4' })
  expect(noteEvent(moved, 7_000, 'submitted').events).toEqual([
    [0, 'shown'],
    [900, 'moved', '2 1=4'],
    [2_000, 'submitted'],
  ])
})

test('a log of any length stays one that the server takes, with its beginning and its end', () => {
  let log = startLog(0)
  for (let move = 1; move <= 3_000; move += 1) log = noteEvent(log, move, { kind: 'moved', typed: '1'.repeat(99) })
  expect(sessionEvents.safeParse(log.events).success).toBe(true)
  expect(log.events[0]).toEqual([0, 'shown'])
  expect(log.events.at(-1)?.[0]).toBe(3_000)
})
