import { describe, expect, test } from 'vitest'
import { type MarkedPart, markDifferences } from './mark-differences.ts'

const textOf = (parts: MarkedPart[]) => parts.map((part) => part.text).join('')
const marked = (parts: MarkedPart[]) => parts.filter((part) => part.isDifferent).map((part) => part.text.trim())

describe('two texts side by side', () => {
  test('keep every character, and mark what the other lacks', () => {
    const left = 'The sky is blue because of scattering.'
    const right = 'The sky is red because of dust.'
    const [a, b] = markDifferences(left, right, 'en')!
    expect([textOf(a), textOf(b)]).toEqual([left, right])
    expect(marked(a)).toEqual(['blue', 'scattering'])
    expect(marked(b)).toEqual(['red', 'dust'])
  })

  test('are compared by words in Chinese', () => {
    const [a, b] = markDifferences('天空是蓝色的', '天空是红色的', 'zh')!
    expect([textOf(a), textOf(b)]).toEqual(['天空是蓝色的', '天空是红色的'])
    expect(a.some((part) => !part.isDifferent && part.text.includes('天空'))).toBe(true)
  })

  test('that are equal have no marks', () => {
    const [a, b] = markDifferences('same', 'same', 'en')!
    expect(marked(a).concat(marked(b))).toEqual([])
  })

  test('of 100 kB without anything in common give up in time', () => {
    const started = performance.now()
    const words = (seed: number) => Array.from({ length: 15_000 }, (_, n) => `w${(n * seed) % 99_991}`).join(' ')
    markDifferences(words(7), words(13), 'en')
    expect(performance.now() - started).toBeLessThan(3_000)
  })
})
