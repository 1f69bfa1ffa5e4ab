import { errorTable } from '@plackett/contracts'
import { expect, test } from 'vitest'
import en from '../../messages/en.json' with { type: 'json' }
import zh from '../../messages/zh.json' with { type: 'json' }

function pathsOf(messages: object, path = ''): string[] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [path + key] : pathsOf(value, `${path}${key}.`),
  )
}

test('both languages have the same messages', () => {
  const { errors: _english, ...english } = en
  const { errors: _chinese, ...chinese } = zh
  expect(pathsOf(chinese)).toEqual(pathsOf(english))
})

test('every error that is worded in Chinese is one of the table', () => {
  const known = new Set([...Object.keys(errorTable), 'NETWORK'])
  expect(Object.keys(zh.errors).filter((code) => !known.has(code))).toEqual([])
})
