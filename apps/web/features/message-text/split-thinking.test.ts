import { expect, test } from 'vitest'
import { splitThinking } from './split-thinking.ts'

test('a leading thought is taken apart from the answer', () => {
  expect(splitThinking('<think>\n2 + 2\n</think>\n\n4')).toEqual({ thinking: '2 + 2', answer: '4' })
})

test('a thought that never ends leaves no answer, and nothing is lost', () => {
  expect(splitThinking('<think>still going')).toEqual({ thinking: 'still going', answer: '' })
})

test('a tag inside an answer is part of the answer', () => {
  const text = 'Write `<think>` before it.\n<think>no</think>'
  expect(splitThinking(text)).toEqual({ thinking: null, answer: text })
})
