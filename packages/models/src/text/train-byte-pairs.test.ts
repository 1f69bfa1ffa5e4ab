import { expect, test } from 'vitest'
import { Tokenizer } from './tokenizer.ts'
import { newTokens, trainBytePairs } from './train-byte-pairs.ts'

const open = (texts: string[], size: number) => Tokenizer.open(trainBytePairs(texts, size), 'new')
const plain = { addSpecialTokens: false }

test('the most frequent neighbours are joined first, and words come to be one token', async () => {
  const texts = ['low low low low lower lowest', 'newer newer wider']
  const small = await open(texts, 5 + 256 + 1)
  const large = await open(texts, 5 + 256 + 50)
  // Four times "low" after a space beat everything else.
  expect([small.idOf('lo'), large.idOf('Ġlow')]).toEqual([261, expect.any(Number)])
  expect((await large.encode([' low'], plain))[0]).toHaveLength(1)
  expect((await small.encode([' low'], plain))[0]).toHaveLength(3)
})

test('a pair that was seen once stays apart, so a small text gives a small vocabulary', async () => {
  expect((await open(['abcdef'], 1_000)).size).toBe(5 + 256)
})

test('any text comes back as it was, also in scripts that were never seen', async () => {
  const tokenizer = await open(['only English, only English'], 300)
  for (const text of ['布洛芬 和 emoji 😊', ' two  spaces\n\ttab', 'é']) {
    const [ids] = await tokenizer.encode([text], plain)
    expect(await tokenizer.decode(ids!, { skipSpecialTokens: true })).toBe(text)
  }
})

test('a pair has its separators', async () => {
  const tokenizer = await open(['aa aa aa'], 300)
  const [pair] = await tokenizer.encodePairsWithin('a', ['a'], { maxTokens: 10, side: 'right' })
  const [start, separator] = [tokenizer.idOf(newTokens.start), tokenizer.idOf(newTokens.separator)]
  expect(pair!.ids).toEqual([start, tokenizer.idOf('a'), separator, tokenizer.idOf('a'), separator])
})

test('equal texts give equal bytes', () => {
  const texts = ['the same text, the same bytes', 'and the order of ties too']
  expect(trainBytePairs(texts, 320)).toEqual(trainBytePairs(texts, 320))
})
