import { describe, expect, test } from 'vitest'
import { normalizeMath } from './normalize-math.ts'

describe('dollars', () => {
  test.each([
    ['It costs $5 and later $10.', 'It costs \\$5 and later \\$10.'],
    ['Only $5.', 'Only \\$5.'],
    ['Let $x + y$ be.', 'Let $x + y$ be.'],
    ['Then $$\nx^2\n$$ follows', 'Then $$\nx^2\n$$ follows'],
    ['Paid \\$5 for $x$', 'Paid \\$5 for $x$'],
    ['从 $5 到 $10 元', '从 \\$5 到 \\$10 元'],
  ])('%j', (given, wanted) => {
    expect(normalizeMath(given)).toBe(wanted)
  })
})

test('backslash brackets become dollars', () => {
  expect(normalizeMath('so \\(a_1\\) is')).toBe('so $a_1$ is')
  expect(normalizeMath('\\[ x = 1 \\]')).toBe('\n$$\nx = 1\n$$\n')
})

test('code stays as it is', () => {
  for (const text of ['`$5 and \\(x\\)`', '```sh\necho $HOME $5\n```', '~~~\n$x\n~~~', '``a ` $b``']) {
    expect(normalizeMath(text)).toBe(text)
  }
})

test('an unclosed fence is code to the end', () => {
  expect(normalizeMath('a $5\n```\n$HOME')).toBe('a \\$5\n```\n$HOME')
})

test.each(['`', '\\[', '$', '$$', '`` ', '\n```', 'a`', '\\($'])('100 kB of %j take no time', (piece) => {
  const text = `a${piece.repeat(100_000 / piece.length)}`
  const started = performance.now()
  normalizeMath(text)
  expect(performance.now() - started).toBeLessThan(500)
})
