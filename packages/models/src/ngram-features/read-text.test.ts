import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readText } from './read-text.ts'

const read = (text: string) => readText(text, 1_000)

test('words are tokens in lower case, with their inner apostrophes', () => {
  expect(read("Don't PANIC, it's 42 o'clock'").tokens).toEqual(["don't", 'panic', "it's", '42', "o'clock"])
})

test('characters of scripts without spaces are tokens one by one, words between them stay whole', () => {
  expect(read('用Python写').tokens).toEqual(['用', 'python', '写'])
})

test('two spellings of the same text are read alike', () => {
  expect(read('Cafe\u0301，ＡＢＣ！\r\nx')).toEqual(read('Café,ABC!\nx'))
})

test('a small letter that becomes two characters does not shift the others', () => {
  expect(read('İSTANBUL ok').tokens).toEqual(['i̇stanbul', 'ok'])
})

test('sentences end at stops before a break, at ideographic stops and at line ends, not inside numbers', () => {
  expect(read('It is 3.14. really? Yes!').sentences).toBe(3)
  expect(read('今天很好。明天呢?好').sentences).toBe(3)
  expect(read('one\ntwo\n\n').sentences).toBe(2)
  expect(read('no stop').sentences).toBe(1)
  expect(read('...').sentences).toBe(0)
})

test('sentences that begin with a small letter are counted where there are capitals', () => {
  expect(read('careless. Fine. 今天。').smallStarts).toBe(1)
})

test('a long text is read to the limit, and said to be cut', () => {
  expect(readText('abc def', 3)).toMatchObject({ tokens: ['abc'], isTruncated: true })
  expect(readText('abc', 3).isTruncated).toBe(false)
})

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('\ud800', '\udc00', 'a', 'É', ' ', '𝒳', '。', '.', '\0', '\u0301') }),
)

test('any text can be read, halves of surrogate pairs too', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const view = read(text)
      expect(view.tokens.every((token) => token.length > 0)).toBe(true)
      expect(view.letters).toBeLessThanOrEqual(view.characters)
      expect(view.smallStarts).toBeLessThanOrEqual(view.sentences)
    }),
  )
})
