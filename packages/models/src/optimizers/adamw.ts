import type { GraphBuilder, Value } from '@plackett/onnx'
import type { Optimizer } from './optimizer.ts'

export interface AdamWSettings {
  readonly beta1: number
  readonly beta2: number
  readonly epsilon: number
  readonly weightDecay: number
  readonly maxGradientNorm: number | null
}

/** What torch and transformers use, but for the decay, which is transformers' reward examples' 0.01. */
export const adamWDefaults: AdamWSettings = {
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0.01,
  maxGradientNorm: 1,
}

/**
 * AdamW with decoupled decay (Loshchilov and Hutter 2019, algorithm 2) in the order of torch: p ← p (1 − η λ);
 * m ← β₁ m + (1 − β₁) ∇; v ← β₂ v + (1 − β₂) ∇²; p ← p − η √b₂ / b₁ · m / (√v + ε √b₂), with bᵢ = 1 − βᵢ^step.
 */
export function adamW(settings: AdamWSettings = adamWDefaults): Optimizer {
  const { beta1, beta2, epsilon, weightDecay, maxGradientNorm } = settings
  return {
    maxGradientNorm,
    slots: ['exp_avg', 'exp_avg_sq'],
    prepare: (g, learningRate, step) => {
      const correction1 = biasCorrection(g, beta1, step)
      const rootCorrection2 = g.sqrt(biasCorrection(g, beta2, step))
      const stepSize = g.cast(g.div(g.mul(g.cast(learningRate, 'float64'), rootCorrection2), correction1), 'float32')
      const floor = g.cast(g.mul(rootCorrection2, epsilon), 'float32')
      return ({ spec, parameter, gradient, clipping, slots }) => {
        const [m, v] = slots as [Value, Value]
        const nextM = g.add(g.mul(m, beta1), g.mul(gradient, g.mul(clipping, 1 - beta1)))
        const square = g.mul(gradient, gradient)
        const nextV = g.add(g.mul(v, beta2), g.mul(square, g.mul(g.mul(clipping, clipping), 1 - beta2)))
        const direction = g.div(nextM, g.add(g.sqrt(nextV), floor))
        const moved = g.mul(direction, g.mul(stepSize, spec.learningRateFactor))
        const decay = weightDecay * spec.decayFactor * spec.learningRateFactor
        const decayed = decay === 0 ? parameter : g.mul(parameter, g.sub(1, g.mul(learningRate, decay)))
        return { parameter: g.sub(decayed, moved), slots: [nextM, nextV] }
      }
    },
  }
}

/** 1 − β^step, in float64: in float32 its first digits would be lost for β near 1. */
function biasCorrection(g: GraphBuilder, beta: number, step: Value): Value {
  return g.sub(1, g.pow(g.scalar(beta, 'float64'), g.cast(step, 'float64')))
}
