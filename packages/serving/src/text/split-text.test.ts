import { describe, expect, test } from 'vitest'
import { promptOf, splitText } from './split-text.ts'

const turns = [
  { role: 'user', content: 'Name a colour.' },
  { role: 'assistant', content: 'Red.' },
  { role: 'user', content: 'Another one?' },
]
const system = { role: 'system', content: 'Be brief.' }
const completion = 'Blue,\nif you like.'

/** The same chat as each family's template writes it: the prompt up to where the answer begins, and what ends an answer. */
const written: Record<string, { prompt: string; end: string; system?: boolean }> = {
  ChatML: {
    prompt:
      '<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nName a colour.<|im_end|>\n<|im_start|>assistant\nRed.<|im_end|>\n<|im_start|>user\nAnother one?<|im_end|>\n<|im_start|>assistant\n',
    end: '<|im_end|>\n',
    system: true,
  },
  'Llama 3': {
    prompt:
      '<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nCutting Knowledge Date: December 2023\nToday Date: 26 Jul 2024\n\nBe brief.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nName a colour.<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\nRed.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nAnother one?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n',
    end: '<|eot_id|>',
    system: true,
  },
  'Llama 2': {
    prompt: '<s>[INST] <<SYS>>\nBe brief.\n<</SYS>>\n\nName a colour. [/INST] Red. </s><s>[INST] Another one? [/INST]',
    end: ' </s>',
    system: true,
  },
  Mistral: { prompt: '<s>[INST] Name a colour. [/INST] Red.</s>[INST] Another one? [/INST]', end: '</s>' },
  Zephyr: {
    prompt:
      '<|system|>\nBe brief.</s>\n<|user|>\nName a colour.</s>\n<|assistant|>\nRed.</s>\n<|user|>\nAnother one?</s>\n<|assistant|>\n',
    end: '</s>\n',
    system: true,
  },
  'Phi 3': {
    prompt:
      '<|user|>\nName a colour.<|end|>\n<|assistant|>\nRed.<|end|>\n<|user|>\nAnother one?<|end|>\n<|assistant|>\n',
    end: '<|end|>\n<|endoftext|>',
  },
  Gemma: {
    prompt:
      '<bos><start_of_turn>user\nName a colour.<end_of_turn>\n<start_of_turn>model\nRed.<end_of_turn>\n<start_of_turn>user\nAnother one?<end_of_turn>\n<start_of_turn>model\n',
    end: '<end_of_turn>\n',
  },
  HH: { prompt: '\n\nHuman: Name a colour.\n\nAssistant: Red.\n\nHuman: Another one?\n\nAssistant:', end: '' },
}

describe.each(Object.entries(written))('a text as %s writes it', (_, { prompt, end, system: hasSystem = false }) => {
  const item = { prompt: hasSystem ? [system, ...turns] : turns, completion }
  const space = prompt.endsWith('\n') ? '' : ' '

  test('is split by its marks', () => {
    expect(splitText(`${prompt}${space}${completion}${end}`)).toEqual({ item, isSplit: true })
  })
  test('is split by its prompt, whatever ends or fills it', () => {
    expect(splitText(`${prompt}${space}${completion}${end}<pad><pad>`, prompt)).toEqual({ item, isSplit: true })
  })
  test('is split by its prompt although the completion goes on with turns of its own', () => {
    const talkative = `${completion}${prompt}more`
    expect(splitText(`${prompt}${space}${talkative}`, prompt).item).toEqual({
      prompt: item.prompt,
      completion: talkative,
    })
  })
  test('is a prompt of messages where it ends before the answer', () => {
    expect(promptOf(prompt)).toEqual(item.prompt)
  })
})

test('a beginning-of-text token that decoding put in or took away is no part of the prompt', () => {
  const { prompt } = written['Llama 3']!
  const bare = prompt.slice('<|begin_of_text|>'.length)
  const expected = splitText(prompt + completion, prompt)
  expect(splitText(bare + completion, prompt)).toEqual(expected)
  expect(splitText(`<|begin_of_text|>${prompt}${completion}`, prompt)).toEqual(expected)
  expect(splitText(`<s>Capital of Peru?Lima.</s>`, 'Capital of Peru?')).toEqual({
    item: { prompt: 'Capital of Peru?', completion: 'Lima.' },
    isSplit: true,
  })
})

test('what a template begins the answer with belongs to the answer', () => {
  const prompt = '<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n<think>\n'
  const { item } = splitText(`${prompt}Hm.</think>Hello<|im_end|>`, prompt)
  expect(item).toEqual({ prompt: [{ role: 'user', content: 'Hi' }], completion: '<think>\nHm.</think>Hello' })
})

test('a system message that the template put in by itself is left out, one that was written is kept', () => {
  const rendered = (content: string) =>
    `<|im_start|>system\n${content}<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\nHello<|im_end|>\n`
  const user = { role: 'user', content: 'Hi' }
  expect(splitText(rendered('You are a helpful assistant.')).item.prompt).toEqual([user])
  expect(splitText(rendered('You are a pirate.')).item.prompt).toEqual([
    { role: 'system', content: 'You are a pirate.' },
    user,
  ])
})

test.each([
  ['no marks', 'Just a text.'],
  ['a question without an answer', '<|im_start|>user\nHi<|im_end|>\n'],
  ['an answer without a question', '<|im_start|>assistant\nHello<|im_end|>\n'],
  ['marks in the middle only', 'He wrote [INST] and then [/INST] into it.'],
])('a text with %s is scored whole', (_, text) => {
  const { isSplit, item } = splitText(text)
  expect(isSplit).toBe(false)
  expect(item.prompt).toEqual([])
  expect(text).toContain(item.completion)
})

test('a completion is what was written, white space included', () => {
  expect(splitText('Q: x\nA:  y \n', 'Q: x\nA:').item.completion).toBe('  y \n')
  const { prompt } = written.ChatML!
  expect(splitText(`${prompt} y \n<|im_end|>\n`).item.completion).toBe(' y \n')
})

test('a text of nothing but marks costs no more than its length', () => {
  for (const mark of ['<|im_start|>user\n', '[INST]', '<pad>', '\n\nHuman:', '<|im_end|>']) {
    splitText(mark.repeat(200_000))
  }
})
