import type { Assignment } from '@plackett/contracts'
import { describe, expect, test } from 'vitest'
import { noLabels } from '../labels/labels-state.ts'
import { emptyQueue, type QueueAction, taskQueueReducer, wantsMore } from './task-queue.ts'

const anAssignment = (id: string, leasedUntil = 1_000): Assignment => ({
  id,
  taskId: `task of ${id}`,
  projectId: 'project',
  prompt: [{ role: 'user', content: 'Why?' }],
  background: { reference: null, context: [] },
  completions: [],
  leasedUntil: new Date(leasedUntil),
  draft: null,
  projectUpdatedAt: new Date(0),
})
const fetched = (id: string, leasedUntil?: number): QueueAction => ({
  type: 'fetched',
  next: { kind: 'task', assignment: anAssignment(id, leasedUntil) },
})
const after = (...actions: QueueAction[]) => actions.reduce(taskQueueReducer, emptyQueue)
const ids = (...actions: QueueAction[]) => after(...actions).held.map(({ assignment }) => assignment.id)

describe('the tasks on hand', () => {
  test('are the one on the screen and the next', () => {
    expect(wantsMore(emptyQueue)).toBe(true)
    expect(wantsMore(after(fetched('a')))).toBe(true)
    expect(wantsMore(after(fetched('a'), fetched('b')))).toBe(false)
  })

  test('hold none twice', () => {
    expect(ids(fetched('a'), fetched('a'))).toEqual(['a'])
  })

  test('move up when the first is answered; one whose lease ended meanwhile is let go', () => {
    expect(ids(fetched('a'), fetched('b'), { type: 'leave', assignmentId: 'a', isSkipped: false, now: 0 })).toEqual([
      'b',
    ])
    expect(
      ids(fetched('a'), fetched('b', 10), { type: 'leave', assignmentId: 'a', isSkipped: false, now: 20 }),
    ).toEqual([])
  })

  test('are asked for again after the last, since the reason for none may have passed', () => {
    const none: QueueAction = { type: 'fetched', next: { kind: 'none', reason: 'all_leased' } }
    expect(wantsMore(after(fetched('a'), none))).toBe(false)
    expect(wantsMore(after(fetched('a'), none, { type: 'leave', assignmentId: 'a', isSkipped: false, now: 0 }))).toBe(
      true,
    )
    expect(wantsMore(after(none, { type: 'ask-again' }))).toBe(true)
  })
})

test('a skipped task is remembered until nothing else is left', () => {
  const skipped = after(fetched('a'), { type: 'leave', assignmentId: 'a', isSkipped: true, now: 0 })
  expect(skipped.skipped).toEqual(['a'])
  const none: QueueAction = { type: 'fetched', next: { kind: 'none', reason: 'all_leased' } }
  expect([none, { type: 'ask-again' } as const].reduce(taskQueueReducer, skipped).skipped).toEqual([])
})

describe('a lost lease', () => {
  test('takes a waiting task away, but not the one that is worked on', () => {
    expect(ids(fetched('a'), fetched('b'), { type: 'lost', assignmentId: 'b' })).toEqual(['a'])
    expect(ids(fetched('a'), fetched('b'), { type: 'lost', assignmentId: 'a' })).toEqual(['a', 'b'])
  })
})

test('an answer taken up again comes first and leaves the rest where it was', () => {
  const reopened: QueueAction = {
    type: 'reopen',
    assignment: anAssignment('a', 0),
    revising: { key: 'key-1', tiers: [['x']], labels: noLabels },
  }
  const state = after(fetched('b'), fetched('c'), reopened)
  expect(state.held.map(({ assignment }) => assignment.id)).toEqual(['a', 'b', 'c'])
  const done = taskQueueReducer(state, { type: 'leave', assignmentId: 'a', isSkipped: false, now: 500 })
  expect(done.held.map(({ assignment }) => assignment.id)).toEqual(['b', 'c'])
})
