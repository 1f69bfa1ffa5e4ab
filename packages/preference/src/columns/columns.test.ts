import { AppError } from '@plackett/contracts'
import { expect, test } from 'vitest'
import type { RankingColumns } from './ranking-columns.ts'
import { readItemRankings, readTasks } from './read-columns.ts'

const columns: RankingColumns = {
  task: Int32Array.of(4, 4, 9),
  annotator: Int32Array.of(0, 1, 0),
  starts: Int32Array.of(0, 2, 4, 7),
  rank: Uint8Array.of(1, 2, 2, 1, 1, 0, 2),
  item: Int32Array.of(8, 3, 8, 3, 5, 6, 7),
}

test('columns are read task by task, 0 being unplaced', () => {
  expect([...readTasks(columns)]).toEqual([
    [
      { annotator: 0, ranks: [1, 2] },
      { annotator: 1, ranks: [2, 1] },
    ],
    [{ annotator: 0, ranks: [1, null, 2] }],
  ])
})

test('columns are read ranking by ranking, with the items behind the ranks', () => {
  expect([...readItemRankings(columns)][2]).toEqual({ ranks: [1, null, 2], items: [5, 6, 7] })
})

test('no rankings are no tasks', () => {
  const none = { task: new Int32Array(), annotator: new Int32Array(), starts: new Int32Array(1) }
  expect([...readTasks({ ...none, rank: new Uint8Array(), item: new Int32Array() })]).toEqual([])
})

test.each([
  ['an annotator too few', { annotator: Int32Array.of(0) }],
  ['a start too few', { starts: Int32Array.of(0, 2, 4) }],
  ['starts that fall', { starts: Int32Array.of(0, 5, 4, 7) }],
  ['a rank too few', { rank: Uint8Array.of(1) }],
  ['an item too few', { item: Int32Array.of(1) }],
])('%s is refused', (_, bad) => {
  expect(() => [...readTasks({ ...columns, ...bad })]).toThrow(AppError)
  expect(() => [...readItemRankings({ ...columns, ...bad })]).toThrow(AppError)
})
