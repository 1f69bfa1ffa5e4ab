import type { Ranking } from '@plackett/contracts'
import { describe, expect, test } from 'vitest'
import { RequestProblem } from '../../trpc/problem-of.ts'
import { createOutbox } from './create-outbox.ts'
import { afterFailure, type OutboxEntry } from './outbox-entry.ts'
import { createMemoryStore, type OutboxStore } from './outbox-store.ts'

const anEntry = (over: Partial<OutboxEntry> = {}): OutboxEntry => ({
  key: 'key-1',
  userId: 'ada',
  projectId: 'project',
  taskId: 'task',
  title: 'What is a tie?',
  answer: '2 1',
  madeAt: 1,
  attempts: 0,
  notBefore: 0,
  waitsFor: 'nothing',
  refusal: null,
  request: {
    kind: 'submit',
    input: { kind: 'ranking', assignmentId: 'a', idempotencyKey: 'key-1', activeMs: 5, tiers: [['x'], ['y']] },
  },
  ...over,
})

const aRevision = (over: Partial<OutboxEntry> = {}): OutboxEntry =>
  anEntry({
    key: 'key-2',
    madeAt: 2,
    request: {
      kind: 'revise',
      after: 'key-1',
      input: { rankingId: null, idempotencyKey: 'key-2', activeMs: 5, tiers: [['y'], ['x']] },
    },
    ...over,
  })

const refusal = (code: 'ASSIGNMENT_EXPIRED' | 'UNAUTHENTICATED', status: number) =>
  new RequestProblem({ code, status, message: code, details: {} })

/** An outbox on a clock that only `tick` moves; `answers` are what the server does, one a request, the last for ever. */
function anOutbox(answers: (Error | 'stored')[], store: OutboxStore = createMemoryStore()) {
  let clock = 1_000
  let timers: { at: number; run: () => void }[] = []
  const sent: OutboxEntry[] = []
  const outbox = createOutbox({
    store,
    send: async (entry) => {
      const answer = answers[Math.min(sent.length, answers.length - 1)]!
      sent.push(entry)
      if (answer !== 'stored') throw answer
      return { id: `ranking of ${entry.key}` } as Ranking
    },
    now: () => clock,
    random: () => 0.5,
    schedule: (run, delayMs) => {
      const timer = { at: clock + delayMs, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    exclusively: (work) => work(),
  })
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0))
  const tick = async (ms: number) => {
    clock += ms
    const due = timers.filter((timer) => timer.at <= clock)
    timers = timers.filter((timer) => timer.at > clock)
    for (const timer of due) timer.run()
    await settle()
  }
  return { outbox, sent, tick, settle, store }
}

describe('an answer', () => {
  test('is kept before it is sent, and let go only when the server has it', async () => {
    const { outbox, sent, settle, store } = anOutbox(['stored'])
    const adding = outbox.add(anEntry())
    expect(outbox.snapshot().entries).toHaveLength(1)
    await adding
    await settle()
    expect(sent).toHaveLength(1)
    expect(await store.all()).toEqual([])
    expect(outbox.snapshot()).toMatchObject({ entries: [], savedAt: 1_000 })
  })

  test('is sent again after the network comes back, by the same key, later each time', async () => {
    const { outbox, sent, tick, settle } = anOutbox([
      new TypeError('fetch failed'),
      new TypeError('fetch failed'),
      'stored',
    ])
    await outbox.add(anEntry())
    await settle()
    await tick(900)
    expect(sent).toHaveLength(1)
    await tick(200)
    expect(sent).toHaveLength(2)
    await tick(1_100)
    expect(sent).toHaveLength(2)
    await tick(1_000)
    expect(sent.map((entry) => entry.key)).toEqual(['key-1', 'key-1', 'key-1'])
    expect(outbox.snapshot().entries).toEqual([])
  })

  test('survives a reload', async () => {
    const first = anOutbox([new TypeError('fetch failed')])
    await first.outbox.add(anEntry())
    await first.settle()
    const second = anOutbox(['stored'], first.store)
    await second.outbox.load()
    await second.settle()
    expect(second.sent.map((entry) => entry.key)).toEqual(['key-1'])
    expect(await second.store.all()).toEqual([])
  })

  test('waits for log-in after a 401, however long, and goes then', async () => {
    const { outbox, sent, tick, settle } = anOutbox([refusal('UNAUTHENTICATED', 401), 'stored'])
    await outbox.add(anEntry())
    await settle()
    await tick(3_600_000)
    expect(sent).toHaveLength(1)
    expect(outbox.snapshot().entries[0]?.waitsFor).toBe('login')
    await outbox.retry()
    await settle()
    expect(outbox.snapshot().entries).toEqual([])
  })

  test('that is refused stays to be shown, and is dropped by the person only', async () => {
    const { outbox, sent, tick, settle, store } = anOutbox([refusal('ASSIGNMENT_EXPIRED', 409)])
    await outbox.add(anEntry())
    await settle()
    await tick(3_600_000)
    await outbox.retry()
    expect(sent).toHaveLength(1)
    expect((await store.all())[0]?.refusal?.code).toBe('ASSIGNMENT_EXPIRED')
    await outbox.discard('key-1')
    expect(await store.all()).toEqual([])
  })

  test('is still sent where the browser keeps nothing, and the person is told', async () => {
    const broken: OutboxStore = { ...createMemoryStore(), put: () => Promise.reject(new Error('QuotaExceededError')) }
    const { outbox, sent, settle } = anOutbox(['stored'], broken)
    await outbox.add(anEntry())
    await settle()
    expect(sent).toHaveLength(1)
    expect(outbox.snapshot().isDurable).toBe(false)
  })
})

describe('a revision of an answer that is itself on its way', () => {
  test('goes after it, with the id that it got', async () => {
    const { outbox, sent, tick, settle } = anOutbox([new TypeError('fetch failed'), 'stored'])
    await outbox.add(anEntry())
    await outbox.add(aRevision())
    await settle()
    await tick(2_000)
    expect(sent.map((entry) => entry.key)).toEqual(['key-1', 'key-1', 'key-2'])
    expect(sent[2]?.request).toMatchObject({ kind: 'revise', input: { rankingId: 'ranking of key-1' } })
    expect(outbox.snapshot().entries).toEqual([])
  })

  test('is refused with it', async () => {
    const { outbox, settle } = anOutbox([refusal('ASSIGNMENT_EXPIRED', 409)])
    await outbox.add(anEntry())
    await outbox.add(aRevision())
    await settle()
    expect(outbox.snapshot().entries.map((entry) => entry.refusal?.code)).toEqual([
      'ASSIGNMENT_EXPIRED',
      'ASSIGNMENT_EXPIRED',
    ])
  })
})

test('the pause before another attempt doubles to a minute at most', () => {
  const pauses = [0, 1, 2, 9, 30].map((attempts) => {
    const problem = { code: 'NETWORK' as const, status: 0, message: '', details: {} }
    return afterFailure(anEntry({ attempts }), problem, { now: 0, random: 0.5 }).notBefore
  })
  expect(pauses).toEqual([1_000, 2_000, 4_000, 60_000, 60_000])
})
