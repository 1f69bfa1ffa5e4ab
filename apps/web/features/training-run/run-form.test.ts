import { expect, test } from 'vitest'
import { configOf, emptyRun } from './run-form.ts'

const values = { ...emptyRun, datasetVersionId: 'v' }

test('what is left empty is left to the backbone', () => {
  expect(configOf(values)).toEqual({ backbone: 'ngram', objective: 'pairwise', seed: 1 })
})

test('a number of layers is a number, a name a name', () => {
  const frozen = (freeze: string) => configOf({ ...values, backbone: 'tiny', freeze }).freeze
  expect([frozen('3'), frozen('backbone')]).toEqual([3, 'backbone'])
  expect(() => frozen('everything')).toThrow()
})

test('settings of a transformer do not stand in the way of another backbone', () => {
  const filled = { ...values, maxLength: 128, lora: 8, schedule: 'cosine', search: true }
  expect(configOf(filled)).toEqual({ backbone: 'ngram', objective: 'pairwise', seed: 1, search: true })
  expect(configOf({ ...filled, backbone: 'small' })).toMatchObject({ maxLength: 128, lora: 8, schedule: 'cosine' })
})
