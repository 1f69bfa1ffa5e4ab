import { expect, test } from 'vitest'
import { mapColumns } from './map-columns.ts'

test('fields get our names; others keep theirs where those are free', () => {
  const row = { question: 'q', prompt: 'a theme', id: 7 }
  expect(mapColumns(row, { prompt: 'question' })).toEqual({ question: 'q', prompt: 'q', id: 7 })
})

test('a source leads into objects and lists, unless a field is called just so', () => {
  const row = { 'a.b': 1, a: { b: 2, list: [{ text: 'x' }, { text: 'y' }] } }
  const mapping = { one: 'a.b', two: 'a.list.1.text', three: 'a.list.7.text', four: 'a.toString' }
  expect(mapColumns(row, mapping)).toMatchObject({ one: 1, two: 'y' })
  expect(mapColumns(row, mapping)).not.toHaveProperty('three')
  expect(mapColumns(row, mapping)).not.toHaveProperty('four')
})
