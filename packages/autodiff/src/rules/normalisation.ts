import { axisOf, type Op } from '@plackett/onnx'
import type { RulesOf } from '../gradient-rule.ts'

export const normalisationRules = {
  // x̂ = (x − mean) · rstd, z = x̂ · scale + bias, h = dz · scale:
  // dx = rstd (h − mean(h) − x̂ mean(h x̂)), dscale = Σ dz x̂, dbias = Σ dz; the sums over all rows are taken by `gradients`
  LayerNormalization: ({ g, x, y: scale, outputs, dz, attributes }) => {
    const [, mean, rstd] = outputs
    const axes = [...x.shape.keys()].slice(axisOf(attributes.axis, x.shape.length))
    const average = (value: typeof x) => g.reduceMean(value, { axes, keepsAxes: true })
    const normal = g.mul(g.sub(x, mean!), rstd!)
    const h = g.mul(dz, scale)
    const dx = g.mul(rstd!, g.sub(g.sub(h, average(h)), g.mul(normal, average(g.mul(h, normal)))))
    return [dx, g.mul(dz, normal), dz]
  },
  // z = log softmax x: dx = dz − e^z Σ dz
  LogSoftmax: ({ g, z, dz, attributes }) => {
    const total = g.reduceSum(dz, { axes: [attributes.axis], keepsAxes: true })
    return [g.sub(dz, g.mul(g.exp(z), total))]
  },
  // z = softmax x: dx = z (dz − Σ dz z)
  Softmax: ({ g, z, dz, attributes }) => {
    const total = g.reduceSum(g.mul(dz, z), { axes: [attributes.axis], keepsAxes: true })
    return [g.mul(z, g.sub(dz, total))]
  },
} as const satisfies Partial<RulesOf<Op>>
