import type { Optimizer } from './optimizer.ts'

export interface SgdSettings {
  readonly momentum: number
  readonly nesterov: boolean
  /** Added to the gradient (L2), as torch's SGD does; not decoupled. */
  readonly weightDecay: number
  readonly maxGradientNorm: number | null
}

/** Gradient descent with momentum as torch writes it: ∇ ← ∇ + λ p; b ← μ b + ∇; p ← p − η b, or p − η (∇ + μ b) after Nesterov. */
export function sgd({ momentum, nesterov, weightDecay, maxGradientNorm }: SgdSettings): Optimizer {
  return {
    maxGradientNorm,
    slots: ['momentum_buffer'],
    prepare: (g, learningRate) => {
      return ({ spec, parameter, gradient, clipping, slots }) => {
        const clipped = g.mul(gradient, clipping)
        const decay = weightDecay * spec.decayFactor
        const slope = decay === 0 ? clipped : g.add(clipped, g.mul(parameter, decay))
        const buffer = g.add(g.mul(slots[0]!, momentum), slope)
        const direction = nesterov ? g.add(slope, g.mul(buffer, momentum)) : buffer
        const moved = g.mul(direction, g.mul(learningRate, spec.learningRateFactor))
        return { parameter: g.sub(parameter, moved), slots: [buffer] }
      }
    },
  }
}
