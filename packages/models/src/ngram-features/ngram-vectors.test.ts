import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countNgrams } from './count-ngrams.ts'
import { decodeNgramFeatures, encodeNgramFeatures } from './features-file.ts'
import { fitNgramFeatures } from './fit-ngram-features.ts'
import { scoringBatches } from './ngram-batch.ts'
import { ExampleReader } from './read-example.ts'
import { vectorOf } from './vector-of.ts'

const texts = [
  'The cat sat on the mat. It was happy!',
  'A dog ran in the park, and the cat sat.',
  '今天天气很好，我们去公园。',
  'The 3 dogs\n- one\n- two `code` on the mat',
]
const read = (text: string) => new ExampleReader().read('prompt', text)
const features = fitNgramFeatures(texts.map(read))

test('a token and each pair of neighbours is an n-gram, counted', () => {
  const { buckets, counts } = countNgrams(['a', 'b', 'a', 'b'])
  expect(buckets).toHaveLength(4)
  expect([...counts].sort()).toEqual([1, 2, 2, 2])
})

test('the order of tokens matters to pairs alone', () => {
  const one = new Set(countNgrams(['x', 'y']).buckets)
  const other = countNgrams(['y', 'x']).buckets
  expect([...other].filter((bucket) => one.has(bucket))).toHaveLength(2)
})

test('only n-grams of two texts or more get a weight', () => {
  const words = countNgrams(['the', 'dogs']).buckets
  const known = [...words].filter((bucket) => features.buckets.includes(bucket))
  expect(known).toHaveLength(1)
})

test('every known n-gram of a text is found, whatever the others are', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(300)), fc.uniqueArray(fc.nat(300)), (known, wanted) => {
      const table = {
        ...features,
        buckets: Uint32Array.from(known).sort(),
        idf: new Float32Array(known.length).fill(1),
      }
      const buckets = Uint32Array.from(wanted).sort()
      const ngrams = { buckets, counts: new Uint16Array(wanted.length).fill(1) }
      const { ids } = vectorOf(table, { ...read(''), ngrams })
      expect([...ids].map((id) => table.buckets[Number(id) - 1])).toEqual([...buckets].filter((b) => known.includes(b)))
    }),
  )
})

test('n-grams have one norm in every text that has any, and odd statistics are limited', () => {
  const { values } = vectorOf(features, read(texts[0]!))
  expect(Math.hypot(...values)).toBeCloseTo(8, 4)
  expect(vectorOf(features, read('zzz')).values).toHaveLength(0)
  const odd = vectorOf(features, read('?'.repeat(60_000)))
  expect(Math.max(...odd.surface.map(Math.abs))).toBeLessThanOrEqual(16)
})

test('a statistic that never varied in training says nothing', () => {
  const same = fitNgramFeatures([read('one'), read('one')])
  expect([...vectorOf(same, read('Quite another, longer text!')).surface].every((value) => value === 0)).toBe(true)
})

test('the shape of a scoring batch depends on the text alone', () => {
  const long = vectorOf(features, read(texts[0]!))
  const alone = scoringBatches([long])
  const many = scoringBatches(Array.from({ length: 70 }, () => long))
  expect(many.map(({ at }) => at.length)).toEqual([32, 32, 6])
  for (const { inputs } of [...alone, ...many]) expect(inputs.ngram_ids!.dims).toEqual([32, 64])
})

test('features survive their file to the bit', () => {
  const again = decodeNgramFeatures(encodeNgramFeatures(features))
  expect(again).toEqual(features)
})

test.each([
  ['cut off', (text: string) => text.slice(0, -20)],
  ['of another version', (text: string) => text.replace('"version": 1', '"version": 2')],
  ['with another statistic', (text: string) => text.replace('logCharacters', 'logSomething')],
  ['with n-grams cut off', (text: string) => text.replace(/"buckets": "(.{8})[^"]*"/, '"buckets": "$1"')],
  ['with n-grams out of order', (text: string) => text.replace(/"buckets": "(.{16})(.{16})/, '"buckets": "$2$1')],
])('a features file %s is refused', (_, damage) => {
  const text = new TextDecoder().decode(encodeNgramFeatures(features))
  expect(damage(text)).not.toBe(text)
  expect(() => decodeNgramFeatures(new TextEncoder().encode(damage(text)))).toThrow()
})
