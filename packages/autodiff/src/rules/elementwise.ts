import { type GraphBuilder, isFloating, type Op, type Value } from '@plackett/onnx'
import type { RulesOf } from '../gradient-rule.ts'

export const elementwiseRules = {
  // d|x| = sign(x) dx
  Abs: ({ g, x, dz }) => [g.mul(dz, g.sign(x))],
  // d(x + y) = dx + dy
  Add: ({ dz }) => [dz, dz],
  // Cast back; whole numbers have no gradient
  Cast: ({ g, x, dz }) => [isFloating(x.type) ? g.cast(dz, x.type) : undefined],
  // d clip(x) = dx between the bounds, both included
  Clip: ({ g, x, y, w, dz }) => [g.where(g.and(g.greaterOrEqual(x, y), g.lessOrEqual(x, w)), dz, 0)],
  // d cos x = −sin x dx
  Cos: ({ g, x, dz }) => [g.neg(g.mul(dz, g.sin(x)))],
  // d(x / y) = dx / y − z dy / y
  Div: ({ g, y, z, dz }) => [g.div(dz, y), g.neg(g.div(g.mul(dz, z), y))],
  // d erf x = 2/√π e^(−x²) dx
  Erf: ({ g, x, dz }) => [g.mul(dz, g.mul(g.exp(g.neg(g.mul(x, x))), 2 / Math.sqrt(Math.PI)))],
  // d e^x = e^x dx
  Exp: ({ g, z, dz }) => [g.mul(dz, z)],
  // Exact: d xΦ(x) = (Φ(x) + x φ(x)) dx. Tanh form: u = √(2/π)(x + 0.044715 x³), t = tanh u,
  // d ½x(1 + t) = (½(1 + t) + ½x(1 − t²) √(2/π)(1 + 0.134145 x²)) dx
  Gelu: ({ g, x, dz, attributes }) => {
    const slope = attributes.approximate === 'tanh' ? tanhGeluSlope : erfGeluSlope
    return [g.mul(dz, slope(g, x))]
  },
  // d x = dx
  Identity: ({ dz }) => [dz],
  // d log x = dx / x
  Log: ({ g, x, dz }) => [g.div(dz, x)],
  // The larger one gets the gradient; where both are equal each gets half, as in PyTorch
  Max: ({ g, x, y, dz }) => {
    const half = g.mul(dz, 0.5)
    const share = (a: typeof x, b: typeof x) => g.where(g.greater(a, b), dz, g.where(g.equal(a, b), half, 0))
    return [share(x, y), share(y, x)]
  },
  // The smaller one gets the gradient; where both are equal each gets half
  Min: ({ g, x, y, dz }) => {
    const half = g.mul(dz, 0.5)
    const share = (a: typeof x, b: typeof x) => g.where(g.less(a, b), dz, g.where(g.equal(a, b), half, 0))
    return [share(x, y), share(y, x)]
  },
  // d(x y) = y dx + x dy
  Mul: ({ g, x, y, dz }) => [g.mul(dz, y), g.mul(dz, x)],
  // d(−x) = −dx
  Neg: ({ g, dz }) => [g.neg(dz)],
  // d x^y = y x^(y−1) dx + x^y log x dy; where x ≤ 0 nothing reaches y
  Pow: ({ g, x, y, z, dz }) => [
    g.mul(dz, g.mul(y, g.pow(x, g.sub(y, 1)))),
    g.mul(dz, g.mul(z, g.log(g.where(g.greater(x, 0), x, 1)))),
  ],
  // d(1/x) = −z² dx
  Reciprocal: ({ g, z, dz }) => [g.neg(g.mul(dz, g.mul(z, z)))],
  // d max(x, 0) = [x > 0] dx
  Relu: ({ g, x, dz }) => [g.where(g.greater(x, 0), dz, 0)],
  // dσ(x) = z (1 − z) dx
  Sigmoid: ({ g, z, dz }) => [g.mul(dz, g.mul(z, g.sub(1, z)))],
  // d sin x = cos x dx
  Sin: ({ g, x, dz }) => [g.mul(dz, g.cos(x))],
  // d log(1 + e^x) = σ(x) dx
  Softplus: ({ g, x, dz }) => [g.mul(dz, g.sigmoid(x))],
  // d√x = dx / 2z
  Sqrt: ({ g, z, dz }) => [g.div(g.mul(dz, 0.5), z)],
  // d(x − y) = dx − dy
  Sub: ({ g, dz }) => [dz, g.neg(dz)],
  // d tanh x = (1 − z²) dx
  Tanh: ({ g, z, dz }) => [g.mul(dz, g.sub(1, g.mul(z, z)))],
  // d(c ? y : w) = c ? dy : dw
  Where: ({ g, x, dz }) => [undefined, g.where(x, dz, 0), g.where(x, 0, dz)],

  // Logic, and what is constant between its jumps
  And: 'none',
  Ceil: 'none',
  Equal: 'none',
  Floor: 'none',
  Greater: 'none',
  GreaterOrEqual: 'none',
  Less: 'none',
  LessOrEqual: 'none',
  Mod: 'none',
  Not: 'none',
  Or: 'none',
  Sign: 'none',
} as const satisfies Partial<RulesOf<Op>>

/** ½ (1 + erf(x/√2) + x √(2/π) e^(−x²/2)); the constant goes into the exponent, which saves a pass over the numbers. */
function erfGeluSlope(g: GraphBuilder, x: Value): Value {
  const scaled = g.mul(x, Math.SQRT1_2)
  const density = g.exp(g.sub(Math.log(Math.sqrt(2 / Math.PI)), g.mul(scaled, scaled)))
  return g.mul(g.add(g.add(g.erf(scaled), g.mul(x, density)), 1), 0.5)
}

function tanhGeluSlope(g: GraphBuilder, x: Value): Value {
  const square = g.mul(x, x)
  const scale = Math.sqrt(2 / Math.PI)
  const t = g.tanh(g.mul(x, g.add(g.mul(square, 0.044715 * scale), scale)))
  const inner = g.add(g.mul(square, 0.134145 * scale), scale)
  const bent = g.mul(g.mul(x, g.sub(1, g.mul(t, t))), inner)
  return g.mul(g.add(g.add(t, 1), bent), 0.5)
}
