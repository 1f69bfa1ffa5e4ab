import { expect, test } from 'vitest'
import { RandomStream } from './random.ts'

const draw = (random: RandomStream, count: number) => Array.from({ length: count }, () => random.normal())

test('a stream depends on its seed and name alone', () => {
  const first = draw(new RandomStream(1, 'weights'), 8)
  expect(draw(new RandomStream(1, 'weights'), 8)).toEqual(first)
  expect(draw(new RandomStream(2, 'weights'), 8)).not.toEqual(first)
  expect(draw(new RandomStream(1, 'bias'), 8)).not.toEqual(first)
})

test('the numbers are these, on every machine and in every version', () => {
  const random = new RandomStream(1, 'weights')
  expect([random.uint32(), random.uint32(), random.uint32()]).toMatchInlineSnapshot(`
    [
      1193570596,
      4084761652,
      3572362517,
    ]
  `)
})

test('normal numbers have mean 0, deviation 1 and the tails of the bell', () => {
  const numbers = draw(new RandomStream(3, 'bell'), 20_000)
  const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length
  const deviation = Math.sqrt(numbers.reduce((sum, x) => sum + x * x, 0) / numbers.length)
  const beyondTwo = numbers.filter((x) => Math.abs(x) > 2).length / numbers.length
  expect(Math.abs(mean)).toBeLessThan(0.02)
  expect(Math.abs(deviation - 1)).toBeLessThan(0.02)
  expect(Math.abs(beyondTwo - 0.0455)).toBeLessThan(0.006)
})
