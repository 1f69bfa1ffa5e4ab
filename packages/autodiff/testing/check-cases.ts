import type { Op } from '@plackett/onnx'
import { describe, expect, test } from 'vitest'
import { checkGradient, type GradientCase } from './check-gradient.ts'

/** One test a case, and one that the cases are of the very operators that have a rule. */
export function checkCases(
  rules: Readonly<Record<string, unknown>>,
  cases: Readonly<Record<string, GradientCase[]>>,
): void {
  test('every rule has cases, and every case a rule', () => {
    const withRule = Object.keys(rules).filter((op) => rules[op] !== 'none')
    expect(Object.keys(cases).sort()).toEqual(withRule.sort())
  })
  for (const [op, ofOp] of Object.entries(cases))
    describe(op, () => {
      test.each(ofOp)('$name', (gradientCase) => checkGradient(op as Op, gradientCase))
    })
}
