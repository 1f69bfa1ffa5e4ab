import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitBlocks } from './split-blocks.ts'

describe('a long text', () => {
  test('is cut between paragraphs', () => {
    expect(splitBlocks('one\n\ntwo\n\nthree', 4)).toEqual(['one\n\n', 'two\n\n', 'three'])
    expect(splitBlocks('one\n\ntwo\n\nthree', 6)).toEqual(['one\n\ntwo\n\n', 'three'])
  })

  test('is not cut inside code, a formula, a table or a list’s item', () => {
    for (const block of [
      '```py\na = 1\n\nb = 2\n```\n',
      '~~~\na\n\n```\n\nb\n~~~\n',
      '$$\nx\n\ny\n$$\n',
      '| a | b |\n|---|---|\n| 1 | 2 |\n',
      '1. one\n\n   more of one\n',
    ]) {
      expect(splitBlocks(`${block}\nafter`, 1), block).toEqual([`${block}\n`, 'after'])
    }
  })

  test('is cut after a formula on one line', () => {
    expect(splitBlocks('$$x$$\n\nafter', 1)).toEqual(['$$x$$\n\n', 'after'])
  })

  test('is the same put together, whatever stands in it', () => {
    const line = fc.constantFrom('', 'word', '    code', '```', '~~~~', '$$', '- item', '\t', '| a |', '# head')
    fc.assert(
      fc.property(fc.array(line), fc.integer({ min: 1, max: 50 }), (lines, size) => {
        expect(splitBlocks(lines.join('\n'), size).join('')).toBe(lines.join('\n'))
      }),
    )
  })
})
