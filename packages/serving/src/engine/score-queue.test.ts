import { AppError } from '@plackett/contracts'
import { expect, test } from 'vitest'
import type { ScoreItem } from '../model/reward-scorer.types.ts'
import { RecentResults } from './recent-results.ts'
import { ScoreQueue } from './score-queue.ts'
import type { BatchScores } from './thread-messages.ts'

/** A model whose reward is the completion's length, and whose batches end when the test says so. */
function aModel() {
  const batches: { texts: string[]; finish(): void; fail(error: Error): void }[] = []
  const compute = (items: readonly ScoreItem[]) =>
    new Promise<BatchScores>((resolve, reject) => {
      const texts = items.map(({ completion }) => completion)
      const rewards = Float64Array.from(texts, (text) => (text === 'nan' ? Number.NaN : text.length))
      const finish = () =>
        resolve({ rewards, isTruncated: texts.map(() => false), tokens: texts.map(() => 1), slots: texts.length })
      batches.push({ texts, finish, fail: reject })
    })
  return { batches, compute }
}

const item = (completion: string): ScoreItem => ({ prompt: 'p', completion })
const items = (...completions: string[]) => completions.map(item)
const rewardsOf = (scores: { reward: number }[]) => scores.map(({ reward }) => reward)
const settled = () => new Promise((resolve) => setImmediate(resolve))

test('what waits while the model is busy becomes one batch', async () => {
  const { batches, compute } = aModel()
  const queue = new ScoreQueue(compute)
  const scores = ['a', 'bb', 'ccc', 'dddd'].map((text) => queue.score([item(text)]))
  expect(batches.map(({ texts }) => texts)).toEqual([['a'], ['bb']])
  batches[0]!.finish()
  await settled()
  expect(batches[2]!.texts).toEqual(['ccc', 'dddd'])
  batches[1]!.finish()
  batches[2]!.finish()
  expect((await Promise.all(scores)).flatMap(rewardsOf)).toEqual([1, 2, 3, 4])
})

test('a batch is closed at its number of characters and of items, but never empty', async () => {
  const { batches, compute } = aModel()
  const queue = new ScoreQueue(compute, { batchCharacters: 10, batchItems: 3 })
  void queue.score(items('x'.repeat(50), 'aaaaaa', 'bb', 'c', 'd', 'e', 'f'))
  expect(batches.map(({ texts }) => texts.length)).toEqual([1, 2])
  for (const at of [0, 1]) {
    batches[at]!.finish()
    await settled()
  }
  expect(batches.slice(2).map(({ texts }) => texts)).toEqual([['c', 'd', 'e'], ['f']])
})

test('equal items in flight are computed once, recent ones not at all', async () => {
  const { batches, compute } = aModel()
  const queue = new ScoreQueue(compute)
  const first = queue.score(items('a', 'a'))
  const second = queue.score([{ prompt: [{ role: 'user', content: 'p' }], completion: 'a' }])
  batches[0]!.finish()
  expect([...rewardsOf(await first), ...rewardsOf(await second)]).toEqual([1, 1, 1])
  expect(rewardsOf(await queue.score(items('a')))).toEqual([1])
  expect(batches).toHaveLength(1)
  expect(batches[0]!.texts).toEqual(['a'])
})

test('a score that is not finite is not remembered', async () => {
  const { batches, compute } = aModel()
  const queue = new ScoreQueue(compute)
  const first = queue.score(items('nan'))
  batches[0]!.finish()
  expect(rewardsOf(await first)).toEqual([Number.NaN])
  void queue.score(items('nan'))
  expect(batches).toHaveLength(2)
})

test('what nobody waits for any more is never computed; what somebody else wants is', async () => {
  const { batches, compute } = aModel()
  const queue = new ScoreQueue(compute)
  void queue.score(items('busy'))
  void queue.score(items('busy too'))
  const gone = new AbortController()
  const left = queue.score(items('lonely', 'shared'), { signal: gone.signal })
  const stays = queue.score(items('shared'))
  gone.abort(new Error('gone'))
  await expect(left).rejects.toThrow('gone')
  batches[0]!.finish()
  await settled()
  expect(batches[2]!.texts).toEqual(['shared'])
  batches[2]!.finish()
  expect(rewardsOf(await stays)).toEqual([6])
})

test('an aborted signal asks for nothing', async () => {
  const { batches, compute } = aModel()
  await expect(new ScoreQueue(compute).score(items('a'), { signal: AbortSignal.abort() })).rejects.toThrow()
  expect(batches).toEqual([])
})

test('beyond what may wait requests are refused with a time to come back; what is known is still answered', async () => {
  const { batches, compute } = aModel()
  const queue = new ScoreQueue(compute, { waitingItems: 2, batchItems: 1 })
  const known = queue.score(items('known'))
  batches[0]!.finish()
  await known
  void queue.score(items('1', '2', '3', '4'))
  const refused = queue.score(items('5'))
  await expect(refused).rejects.toMatchObject({ code: 'OVERLOADED', details: { seconds: 1 } })
  expect(rewardsOf(await queue.score(items('known')))).toEqual([5])
  void queue.score(items('3'))
})

test('a request larger than the limit is taken when nothing waits', async () => {
  const { batches, compute } = aModel()
  const queue = new ScoreQueue(compute, { waitingMs: 0 })
  const scores = queue.score(items('much too long'))
  batches[0]!.finish()
  expect(rewardsOf(await scores)).toEqual([13])
})

test('a failed batch fails who asked for it and nobody else', async () => {
  const { batches, compute } = aModel()
  const queue = new ScoreQueue(compute)
  const one = queue.score(items('a'))
  const other = queue.score(items('b'))
  batches[0]!.fail(new AppError('INTERNAL'))
  batches[1]!.finish()
  await expect(one).rejects.toThrow(AppError)
  expect(rewardsOf(await other)).toEqual([1])
  void queue.score(items('a'))
  expect(batches).toHaveLength(3)
})

test('bulk comes after what people wait for, and does not wait for ever', async () => {
  const { batches, compute } = aModel()
  const queue = new ScoreQueue(compute, { batchItems: 1, batchesAtOnce: 1 })
  void queue.score(items('busy'))
  void queue.score(items('b1', 'b2'), { isBulk: true })
  void queue.score(items(...'abcdefghij'))
  for (let at = 0; at < 12; at++) {
    batches[at]!.finish()
    await settled()
  }
  expect(batches.flatMap(({ texts }) => texts).join(' ')).toBe('busy a b c d e f b1 g h i j b2')
})

test('what bulk waits for and somebody asks for too comes with the latter', async () => {
  const { batches, compute } = aModel()
  const queue = new ScoreQueue(compute, { batchItems: 1, batchesAtOnce: 1 })
  void queue.score(items('busy'))
  const bulk = queue.score(items('b1', 'b2'), { isBulk: true })
  void queue.score(items('b2'))
  for (let at = 0; at < 3; at++) {
    batches[at]!.finish()
    await settled()
  }
  expect(batches.flatMap(({ texts }) => texts)).toEqual(['busy', 'b2', 'b1'])
  expect(rewardsOf(await bulk)).toEqual([2, 2])
})

test('a batch that is not full waits as long for company as it is told, and no longer', async () => {
  const { batches, compute } = aModel()
  const queue = new ScoreQueue(compute, { companyMs: 20, batchItems: 3 })
  void queue.score(items('a'))
  void queue.score(items('b'))
  expect(batches).toEqual([])
  await new Promise((resolve) => setTimeout(resolve, 60))
  expect(batches.map(({ texts }) => texts)).toEqual([['a', 'b']])
  batches[0]!.finish()
  await settled()
  void queue.score(items('c', 'd', 'e'))
  expect(batches[1]!.texts).toEqual(['c', 'd', 'e'])
})

test('a queue tells what it did', async () => {
  const { batches, compute } = aModel()
  const told: unknown[] = []
  const onAsked = (asked: unknown) => told.push(asked)
  const onBatch = ({ waitedMs, tokens, slots }: { waitedMs: number[]; tokens: number[]; slots: number }) =>
    told.push({ waited: waitedMs.length, tokens, slots })
  const queue = new ScoreQueue(compute, {}, { onAsked, onBatch })
  const scores = queue.score(items('a', 'a', 'b'))
  batches[0]!.finish()
  await scores
  await queue.score(items('b'))
  expect(told).toEqual([
    { items: 3, remembered: 0, shared: 1 },
    { waited: 2, tokens: [1, 1], slots: 2 },
    { items: 1, remembered: 1, shared: 0 },
  ])
})

test('drained waits for everything that was asked, cancelled work included', async () => {
  const { batches, compute } = aModel()
  const queue = new ScoreQueue(compute)
  await queue.drained()
  const gone = new AbortController()
  const scores = queue.score(items('a'))
  void queue.score(items('b'))
  const cancelled = queue.score(items('c'), { signal: gone.signal })
  gone.abort()
  await expect(cancelled).rejects.toThrow()
  let isDrained = false
  const drained = queue.drained().then(() => {
    isDrained = true
  })
  batches[0]!.finish()
  await scores
  await settled()
  expect(isDrained).toBe(false)
  batches[1]!.finish()
  await drained
})

test('the least recently used result is forgotten first', () => {
  const recent = new RecentResults<number>(2)
  recent.set('a', 1)
  recent.set('b', 2)
  recent.get('a')
  recent.set('c', 3)
  expect([recent.get('a'), recent.get('b'), recent.get('c')]).toEqual([1, undefined, 3])
})
