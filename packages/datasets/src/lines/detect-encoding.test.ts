import { describe, expect, test } from 'vitest'
import { detectEncoding, encodingSample } from './detect-encoding.ts'

/** 中文提示：天空为什么是蓝色的 in GB18030. */
const chinese = Buffer.from('d6d0cec4ccebcabea3bacceccfc9cebacab2c3b4cac7c0b6c9abb5c4', 'hex')
const line = (text: Uint8Array) => Buffer.concat([Buffer.from('{"prompt": "'), text, Buffer.from('"}\n')])

describe('what a text file is in', () => {
  test.each([
    ['ASCII', Buffer.from('{"prompt": "why"}\n'), null],
    ['UTF-8', Buffer.from('{"prompt": "天空为什么是蓝色的"}\n'), null],
    ['UTF-8 with its mark', Buffer.from('\uFEFF{"prompt": "天空"}\n'), null],
    ['nothing', Buffer.alloc(0), null],
    ['GB18030', line(chinese), 'gb18030'],
    ['UTF-16 LE with its mark', Buffer.from('\uFEFF{"prompt": "天"}', 'utf16le'), 'utf-16le'],
    ['UTF-16 LE without', Buffer.from('{"prompt": "天"}', 'utf16le'), 'utf-16le'],
    ['UTF-16 BE without', Buffer.from('{"prompt": "天"}', 'utf16le').swap16(), 'utf-16be'],
    ['Latin-1', Buffer.from('{"prompt": "ça, à côté, été"}\n', 'latin1'), null],
    ['UTF-8 with a damaged line', Buffer.concat([Buffer.from('"天"\n"地"\n'), line(chinese)]), null],
    ['noise', Buffer.from('fffe80ff0aff00fe', 'hex'), 'utf-16le'],
  ])('%s', (_, bytes, encoding) => {
    expect(detectEncoding(bytes)).toBe(encoding)
  })

  test('a sample that ends inside a character says the same', () => {
    const long = Buffer.concat(Array.from({ length: 4_000 }, () => line(chinese)))
    for (const cut of [0, 1, 2, 3]) expect(detectEncoding(long.subarray(0, encodingSample - cut))).toBe('gb18030')
    const one = Buffer.concat([Buffer.from('{"a": "'), ...Array.from({ length: 3_000 }, () => chinese)])
    expect(detectEncoding(one.subarray(0, encodingSample))).toBe('gb18030')
  })
})
