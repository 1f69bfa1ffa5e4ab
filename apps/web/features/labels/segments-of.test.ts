import fc from 'fast-check'
import { expect, test } from 'vitest'
import { segmentsOf } from './segments-of.ts'

test('the segments make up the text, and what is marked is what some mark covers', () => {
  const aSpan = fc
    .tuple(fc.nat(40), fc.integer({ min: 1, max: 10 }))
    .map(([start, length]) => ({ start, end: start + length, label: 'x' }))
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.array(aSpan, { maxLength: 5 }), (text, spans) => {
      const segments = segmentsOf(text, spans)
      expect(segments.map(({ part }) => part).join('')).toBe(text)
      for (const [place] of [...text].entries()) {
        const segment = segments.findLast(({ start }) => start <= place)!
        expect(segment.isMarked).toBe(spans.some(({ start, end }) => start <= place && place < end))
      }
    }),
  )
})
