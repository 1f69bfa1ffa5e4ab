import type { GraphBuilder, Shape, Value } from '@plackett/onnx'
import { checkCases } from '../../testing/check-cases.ts'
import type { CasesOf, GradientCase } from '../../testing/check-gradient.ts'
import { normalisationRules } from './normalisation.ts'

function overAxes(build: (g: GraphBuilder, x: Value, axis: number) => Value): GradientCase[] {
  return [-1, 1, 0].map((axis) => ({
    name: `over axis ${axis}`,
    inputs: [{ shape: ['batch', 3, 'tokens'] }],
    build: (g, x) => build(g, x!, axis),
  }))
}

const cases: CasesOf<typeof normalisationRules> = {
  LayerNormalization: [
    [1, 4],
    [2, 3, 4],
    ['batch', 'tokens', 4],
  ].map((shape: Shape) => ({
    name: `of [${shape}]`,
    type: 'float32',
    inputs: [{ shape }, { shape: [4] }, { shape: [4] }],
    build: (g, x, scale, bias) => g.layerNormalization(x!, scale!, bias!, 0.1)[0],
  })),
  LogSoftmax: overAxes((g, x, axis) => g.logSoftmax(x, axis)),
  Softmax: overAxes((g, x, axis) => g.softmax(x, axis)),
}

checkCases(normalisationRules, cases)
