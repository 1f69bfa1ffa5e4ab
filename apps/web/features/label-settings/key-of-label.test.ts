import { labelKey } from '@plackett/contracts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyOfLabel } from './key-of-label.ts'

test.each([
  ['Fails to follow', [], 'fails_to_follow'],
  ['Überaus schön!', [], 'u_beraus_scho_n'],
  ['1. Safe', [], 'safe'],
  ['有害', [], 'label_1'],
  ['有害', ['label_1'], 'label_2'],
  ['Safe', ['safe'], 'safe_2'],
])('the key of "%s" beside %j is %s', (label, taken, key) => {
  expect(keyOfLabel(label, taken)).toBe(key)
})

test('any label has a key that the contract takes and that is free', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.array(fc.constantFrom('label_1', 'a', 'b')),
      (label, taken) => {
        const key = keyOfLabel(label, taken)
        expect(labelKey.safeParse(key).success).toBe(true)
        expect(taken).not.toContain(key)
      },
    ),
  )
})
