import { expect, test } from 'vitest'
import { emptyFreezeValues, settingsOfValues } from './freeze-values.ts'

test('empty fields select nothing out', () => {
  expect(settingsOfValues(emptyFreezeValues)).toMatchObject({ selection: {}, ties: 'keep', trainShare: 0.9 })
})

test('what is filled in is asked for', () => {
  const { selection, nearDuplicates } = settingsOfValues({
    ...emptyFreezeValues,
    ...{ from: '2026-11-01', minSeconds: 5, minRankings: 2, languages: ['zh'], origin: 'here', withGold: true },
    joinNearDuplicates: false,
  })
  const from = new Date(2026, 10, 1)
  expect(selection).toEqual({
    from,
    minActiveMs: 5_000,
    minRankings: 2,
    languages: ['zh'],
    origin: 'here',
    withGold: true,
  })
  expect(nearDuplicates).toBe(null)
})
