import fc from 'fast-check'
import { expect, test } from 'vitest'
import { partsOf } from './parts-of.ts'

test('words are parts, and characters where no spaces part them', () => {
  expect(partsOf('  It is so.\nYes')).toEqual(['  ', 'It ', 'is ', 'so.\n', 'Yes'])
  expect(partsOf('天空很蓝 now')).toEqual(['天', '空', '很', '蓝 ', 'now'])
  expect(partsOf('')).toEqual([])
})

test('parts make up the text again, and there are never too many', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 2_000 }), (text) => {
      const parts = partsOf(text)
      expect(parts.join('')).toBe(text)
      expect(parts.length).toBeLessThanOrEqual(64)
      expect(parts.every((part) => part !== '')).toBe(true)
    }),
  )
})
