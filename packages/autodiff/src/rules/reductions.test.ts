import type { GraphBuilder, Value } from '@plackett/onnx'
import { checkCases } from '../../testing/check-cases.ts'
import type { CasesOf, GradientCase } from '../../testing/check-gradient.ts'
import { reductionRules } from './reductions.ts'

type Reduce = (g: GraphBuilder, x: Value, options?: { axes?: number[]; keepsAxes?: boolean }) => Value

function reductions(reduce: Reduce): GradientCase[] {
  const shape = ['batch', 3, 'tokens']
  const inputs = [{ shape }]
  return [
    { name: 'over everything', inputs, build: (g, x) => reduce(g, x!) },
    { name: 'over the last axis', inputs, build: (g, x) => reduce(g, x!, { axes: [-1] }) },
    { name: 'over the last axis, kept', inputs, build: (g, x) => reduce(g, x!, { axes: [-1], keepsAxes: true }) },
    { name: 'over two axes', inputs, build: (g, x) => reduce(g, x!, { axes: [0, 1] }) },
  ]
}

const cases: CasesOf<typeof reductionRules> = {
  CumSum: ([0, 1] as const).flatMap((exclusive) =>
    ([0, 1] as const).map((reverse) => ({
      name: `exclusive ${exclusive}, reverse ${reverse}`,
      inputs: [{ shape: [2, 'tokens'] }],
      build: (g: GraphBuilder, x?: Value) => g.cumSum(x!, 1, { exclusive, reverse }),
    })),
  ),
  ReduceLogSumExp: reductions((g, x, options) => g.reduceLogSumExp(x, options)),
  ReduceMax: reductions((g, x, options) => g.reduceMax(x, options)),
  ReduceMean: reductions((g, x, options) => g.reduceMean(x, options)),
  ReduceMin: reductions((g, x, options) => g.reduceMin(x, options)),
  ReduceSum: reductions((g, x, options) => g.reduceSum(x, options)),
  ReduceSumSquare: reductions((g, x, options) => g.reduceSumSquare(x, options)),
}

checkCases(reductionRules, cases)
