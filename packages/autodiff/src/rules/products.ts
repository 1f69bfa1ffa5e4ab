import { type GraphBuilder, type Op, productOf, type Value } from '@plackett/onnx'
import type { RulesOf } from '../gradient-rule.ts'

type Flag = 0 | 1

export const productRules = {
  // Z = X Y: dX = dZ Yᵀ, dY = Xᵀ dZ
  MatMul: ({ g, x, y, dz }) =>
    y.shape.length === 2 ? matrixRule(g, { x, y, dz }) : [turnedMatMul(g, dz, y, 0, 1), turnedMatMul(g, x, dz, 1, 0)],

  // Z = α X Y with X, Y or both transposed: the transposes move to the other operand
  FusedMatMul: ({ g, x, y, dz, attributes }) => {
    const { alpha } = attributes
    const [a, b] = [attributes.transA as Flag, attributes.transB as Flag]
    return [
      a ? g.fusedMatMul(y, dz, { alpha, transA: b, transB: 1 }) : g.fusedMatMul(dz, y, { alpha, transB: flip(b) }),
      b ? g.fusedMatMul(dz, x, { alpha, transA: 1, transB: a }) : g.fusedMatMul(x, dz, { alpha, transA: flip(a) }),
    ]
  },

  // Z = α X Y + β W, as above; dW = β dZ
  Gemm: ({ g, x, y, dz, attributes }) => {
    const { alpha, beta } = attributes
    const [a, b] = [attributes.transA as Flag, attributes.transB as Flag]
    return [
      a ? gemm(g, y, dz, { alpha, transA: b, transB: 1 }) : gemm(g, dz, y, { alpha, transB: flip(b) }),
      b ? gemm(g, dz, x, { alpha, transA: 1, transB: a }) : gemm(g, x, dz, { alpha, transA: flip(a) }),
      beta === 1 ? dz : g.mul(dz, beta),
    ]
  },
} as const satisfies Partial<RulesOf<Op>>

const flip = (flag: Flag): Flag => (flag === 1 ? 0 : 1)

function gemm(g: GraphBuilder, a: Value, b: Value, options: { alpha: number; transA?: Flag; transB?: Flag }): Value {
  return g.gemm(a, b, undefined, options)
}

/** A batch of rows times one matrix: flattened, so that the weight's gradient is a single product over all rows. */
function matrixRule(g: GraphBuilder, { x, y, dz }: { x: Value; y: Value; dz: Value }): Value[] {
  const rows = productOf(x.shape.slice(0, -1))
  const flatX = g.reshape(x, [rows, x.shape.at(-1)!])
  const flatDz = g.reshape(dz, [rows, dz.shape.at(-1)!])
  const dx = g.gemm(flatDz, y, undefined, { transB: 1 })
  return [g.reshape(dx, x.shape), g.gemm(flatX, flatDz, undefined, { transA: 1 })]
}

/** Transposes inside the product where the kernel exists (float32), before it elsewhere. */
function turnedMatMul(g: GraphBuilder, a: Value, b: Value, transA: Flag, transB: Flag): Value {
  if (a.type === 'float32') return g.fusedMatMul(a, b, { transA, transB })
  return g.matMul(transA ? g.transposeLast(a) : a, transB ? g.transposeLast(b) : b)
}
