import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joinNearDuplicates } from './near-duplicates.ts'

const essay = 'Explain to a child of seven years why the sky is blue by day, red in the evening and black at night.'
const rede = '请用一个七岁孩子能听懂的话解释，为什么天空白天是蓝色的，傍晚是红色的，夜里却是黑色的。'

describe('prompts that are nearly the same', () => {
  test('case, spaces, width and a word more make no difference', () => {
    const texts = [essay, ` ${essay.toUpperCase()}\n`, `${essay} Thanks`, rede, `${rede}谢谢`, 'What is bread made of?']
    expect(joinNearDuplicates(texts, 0.8)).toEqual([0, 0, 0, 3, 3, 5])
  })

  test('other questions stay apart, short ones too', () => {
    const texts = [
      '2 + 2 = ?',
      '2 + 3 = ?',
      'Hi',
      'Ho',
      '',
      '为什么',
      '怎么办',
      'Name a river of France.',
      'Name a river of Italy.',
    ]
    expect(joinNearDuplicates(texts, 0.8)).toEqual(texts.map((_, index) => index))
  })

  test('equal texts are always joined, and the answer for a set does not hang on what else there is', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 40 }), { minLength: 1, maxLength: 12 }), (texts) => {
        const joined = joinNearDuplicates([...texts, ...texts], 0.9)
        for (const [index] of texts.entries()) expect(joined[index]).toBe(joined[texts.length + index])
        expect(joined.every((first, index) => first <= index && joined[first] === first)).toBe(true)
      }),
    )
  })

  test('the estimate keeps to the Jaccard index of the shingles', () => {
    const words = Array.from({ length: 400 }, (_, at) => `word${(at * 7_919) % 1_009}`)
    const text = (from: number, to: number) => words.slice(from, to).join(' ')
    // 280 of 400 words shared are 0.7, 380 of 400 are 0.95.
    expect(joinNearDuplicates([text(0, 340), text(60, 400)], 0.8)).toEqual([0, 1])
    expect(joinNearDuplicates([text(0, 390), text(10, 400)], 0.8)).toEqual([0, 0])
  })
})
