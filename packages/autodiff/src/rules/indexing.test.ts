import { GraphBuilder } from '@plackett/onnx'
import { expect, test } from 'vitest'
import { checkCases } from '../../testing/check-cases.ts'
import type { CaseInput, CasesOf } from '../../testing/check-gradient.ts'
import { gradients } from '../gradients.ts'
import { indexingRules } from './indexing.ts'

const indices = (shape: CaseInput['shape'], values: readonly number[]): CaseInput => ({
  shape,
  type: 'int64',
  values: (at) => values[at]!,
})

const cases: CasesOf<typeof indexingRules> = {
  Gather: [
    {
      name: 'rows, some of them twice',
      inputs: [{ shape: [4, 2] }, indices(['batch', 'tokens'], [1, 3, 1, 0, 1, 3])],
      build: (g, x, at) => g.gather(x!, at!),
    },
    { name: 'one number', inputs: [{ shape: [4] }, indices([], [2])], build: (g, x, at) => g.gather(x!, at!) },
    {
      name: 'counted from the back',
      inputs: [{ shape: [4] }, indices([3], [-1, 0, -1])],
      build: (g, x, at) => g.gather(x!, at!),
    },
    {
      name: 'along the middle axis',
      inputs: [{ shape: ['batch', 4, 2] }, indices([3], [2, 2, 0])],
      build: (g, x, at) => g.gather(x!, at!, 1),
    },
    {
      name: 'along the last axis, by a matrix',
      inputs: [{ shape: ['batch', 3, 4] }, indices([2, 2], [3, 0, 0, 3])],
      build: (g, x, at) => g.gather(x!, at!, -1),
    },
    { name: 'nothing', inputs: [{ shape: [4] }, indices([0], [])], build: (g, x, at) => g.gather(x!, at!) },
  ],
  GatherElements: [
    {
      name: 'some twice',
      inputs: [{ shape: ['batch', 4] }, indices(['batch', 3], [0, 0, 3, 2, 1, 2])],
      build: (g, x, at) => g.gatherElements(x!, at!, 1),
    },
  ],
  GatherND: [
    {
      name: 'numbers, some twice',
      inputs: [{ shape: ['batch', 'tokens'] }, indices([3, 2], [0, 1, 1, 2, 0, 1])],
      build: (g, x, at) => g.gatherND(x!, at!),
    },
    {
      name: 'rows, some twice',
      inputs: [{ shape: ['batch', 'tokens', 2] }, indices([2, 2], [1, 1, 1, 1])],
      build: (g, x, at) => g.gatherND(x!, at!),
    },
  ],
  ScatterElements: [
    {
      name: 'written',
      inputs: [{ shape: [4] }, indices([2], [3, 1]), { shape: [2] }],
      build: (g, x, at, w) => g.scatterElements(x!, at!, w!, { axis: 0 }),
    },
    {
      name: 'added, one place twice',
      inputs: [{ shape: [4] }, indices([3], [3, 1, 3]), { shape: [3] }],
      build: (g, x, at, w) => g.scatterElements(x!, at!, w!, { axis: 0, reduction: 'add' }),
    },
  ],
  ScatterND: [
    {
      name: 'written',
      inputs: [{ shape: [4, 2] }, indices([2, 1], [3, 1]), { shape: [2, 2] }],
      build: (g, x, at, w) => g.scatterND(x!, at!, w!),
    },
    {
      name: 'added, one row twice',
      inputs: [{ shape: [4, 2] }, indices([3, 1], [3, 1, 3]), { shape: [3, 2] }],
      build: (g, x, at, w) => g.scatterND(x!, at!, w!, 'add'),
    },
  ],
}

checkCases(indexingRules, cases)

test('the largest of a scatter has no gradient, and says so', () => {
  const g = new GraphBuilder()
  const x = g.input('x', 'float32', [3])
  const at = g.input('at', 'int64', [3])
  const largest = g.scatterElements(g.fill([2], 0, 'float32'), at, x, { axis: 0, reduction: 'max' })
  expect(() => gradients(g, g.reduceSum(largest), [x])).toThrow('ScatterElements with reduction "max"')
  expect(() => gradients(g, g.reduceSum(g.detach(largest)), [x])).not.toThrow()
})
