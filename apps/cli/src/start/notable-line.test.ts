import { expect, test } from 'vitest'
import { notableLine } from './notable-line.ts'

test('what is not a warning stays in the log', () => {
  expect(notableLine('{"level":30,"msg":"request completed"}', false)).toBeNull()
  expect(notableLine('plain words', false)).toBeNull()
  expect(notableLine('', true)).toBeNull()
})

test('a warning is shown by its message, and an error with its reason once', () => {
  expect(notableLine('{"level":40,"msg":"careful"}', false)).toBe('careful')
  expect(notableLine('{"level":50,"msg":"failed","err":{"message":"no space"}}', false)).toBe('failed: no space')
  expect(notableLine('{"level":50,"msg":"no space","err":{"message":"no space"}}', false)).toBe('no space')
})

test('any other line counts when it came over stderr', () => {
  expect(notableLine('Error: no', true)).toBe('Error: no')
  expect(notableLine('{"not":"a log line"}', true)).toBe('{"not":"a log line"}')
  expect(notableLine('{broken', true)).toBe('{broken')
})
