import { expect, test } from 'vitest'
import { Tokenizer } from './tokenizer.ts'

const vocab = { '[UNK]': 0, '[CLS]': 1, '[SEP]': 2, a: 3, b: 4, c: 5 }
const template = [{ SpecialToken: { id: '[CLS]', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }]
const described = { '[CLS]': { id: '[CLS]', ids: [1], tokens: ['[CLS]'] } }
const whole = {
  version: '1.0',
  truncation: { direction: 'Right', max_length: 2, strategy: 'LongestFirst', stride: 0 },
  padding: null,
  added_tokens: [],
  normalizer: null,
  pre_tokenizer: { type: 'Whitespace' },
  post_processor: { type: 'TemplateProcessing', single: template, pair: template, special_tokens: described },
  decoder: null,
  model: { type: 'WordLevel', vocab, unk_token: '[UNK]' },
}
const open = (changes: object) =>
  Tokenizer.open(new TextEncoder().encode(JSON.stringify({ ...whole, ...changes })), 'here')

test('truncation that the file asks for is left out', async () => {
  const tokenizer = await open({})
  expect(await tokenizer.encode(['a b c'], { addSpecialTokens: true })).toEqual([[1, 3, 4, 5]])
  expect(tokenizer.size).toBe(6)
  expect([tokenizer.idOf('b'), tokenizer.idOf('z')]).toEqual([4, null])
})

test('special tokens stay when a text is cut, on either side', async () => {
  const tokenizer = await open({})
  const within = (side: 'left' | 'right') => tokenizer.encodeWithin('a b c', { maxTokens: 3, side })
  expect(await within('right')).toEqual({ ids: [1, 3, 4], isTruncated: true })
  expect(await within('left')).toEqual({ ids: [1, 4, 5], isTruncated: true })
})

test.each([
  ['no object', [] as object],
  ['no model', { model: null }],
  ['a template without its token', { post_processor: { ...whole.post_processor, special_tokens: {} } }],
  ['a damaged character map', { normalizer: { type: 'Precompiled', precompiled_charsmap: 'AAAA' } }],
  [
    'a pattern that is none',
    { pre_tokenizer: { type: 'Split', pattern: { Regex: '(' }, behavior: 'Isolated', invert: false } },
  ],
])('a damaged file is refused and ends nothing: %s', async (_, changes) => {
  const bytes = new TextEncoder().encode(JSON.stringify(Array.isArray(changes) ? [] : { ...whole, ...changes }))
  const opening = Tokenizer.open(bytes, 'here')
  await expect(opening).rejects.toMatchObject({ code: 'MODEL_FILE_INVALID', details: { place: 'here' } })
})

test('a file that lacks the token for unknown words is refused when one comes', async () => {
  const tokenizer = await open({ model: { ...whole.model, unk_token: '[NONE]' } })
  const encoding = tokenizer.encode(['z'], { addSpecialTokens: true })
  await expect(encoding).rejects.toMatchObject({ code: 'MODEL_FILE_INVALID' })
})
