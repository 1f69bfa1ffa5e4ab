import type { Shape } from '@plackett/onnx'
import { checkCases } from '../../testing/check-cases.ts'
import type { CasesOf, GradientCase } from '../../testing/check-gradient.ts'
import { productRules } from './products.ts'

const flags = [0, 1] as const

function turns(build: (transA: 0 | 1, transB: 0 | 1) => GradientCase): GradientCase[] {
  return flags.flatMap((transA) =>
    flags.map((transB) => {
      const each = build(transA, transB)
      return { ...each, name: `${each.name}, transA ${transA}, transB ${transB}` }
    }),
  )
}

const turned = (shape: Shape, isTurned: 0 | 1) =>
  isTurned ? [...shape.slice(0, -2), shape.at(-1)!, shape.at(-2)!] : shape

const matMuls: [Shape, Shape][] = [
  [
    [2, 3],
    [3, 4],
  ],
  [
    ['batch', 'tokens', 3],
    [3, 4],
  ],
  [
    [2, 3],
    ['batch', 3, 4],
  ],
  [
    ['batch', 2, 'tokens', 3],
    ['batch', 2, 3, 'tokens'],
  ],
  [
    ['batch', 1, 2, 3],
    [2, 3, 2],
  ],
]

const cases: CasesOf<typeof productRules> = {
  FusedMatMul: [
    [['batch', 2, 'tokens', 4] as Shape, ['batch', 2, 4, 'tokens'] as Shape] as const,
    [[2, 3] as Shape, [3, 2] as Shape] as const,
    [['batch', 2, 3] as Shape, [3, 4] as Shape] as const,
  ].flatMap(([a, b]) =>
    turns((transA, transB) => ({
      name: `of [${a}] and [${b}]`,
      type: 'float32',
      inputs: [{ shape: turned(a, transA) }, { shape: turned(b, transB) }],
      build: (g, x, y) => g.fusedMatMul(x!, y!, { alpha: 0.5, transA, transB }),
    })),
  ),
  Gemm: [
    ...turns((transA, transB) => ({
      name: 'with a row as bias',
      inputs: [{ shape: turned([2, 3], transA) }, { shape: turned([3, 4], transB) }, { shape: [4] }],
      build: (g, x, y, w) => g.gemm(x!, y!, w!, { alpha: 0.5, beta: 2, transA, transB }),
    })),
    {
      name: 'without bias, rows unknown',
      inputs: [{ shape: ['batch', 3] }, { shape: [3, 1] }],
      build: (g, x, y) => g.gemm(x!, y!),
    },
    {
      name: 'with a bias of one number',
      inputs: [{ shape: [2, 3] }, { shape: [3, 2] }, { shape: [] }],
      build: (g, x, y, w) => g.gemm(x!, y!, w!),
    },
  ],
  MatMul: matMuls.flatMap(([a, b]) =>
    (['float32', 'float64'] as const).map((type) => ({
      name: `of [${a}] and [${b}] in ${type}`,
      type,
      inputs: [{ shape: a }, { shape: b }],
      build: (g, x, y) => g.matMul(x!, y!),
    })),
  ),
}

checkCases(productRules, cases)
