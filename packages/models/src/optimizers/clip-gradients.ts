import type { GraphBuilder, Value } from '@plackett/onnx'

export interface ClippedGradients {
  readonly gradients: readonly Value[]
  /** The norm before clipping, []. */
  readonly norm: Value
}

/** Shortens all gradients together so that their norm is at most `largest`: times min(1, largest / (norm + 1e−6)), as torch does. */
export function clipGradients(g: GraphBuilder, gradients: readonly Value[], largest: number | null): ClippedGradients {
  const squares = gradients.map((gradient) => g.reduceSumSquare(gradient))
  const norm = g.name(g.sqrt(squares.reduce((sum, square) => g.add(sum, square))), 'norm_of_gradients')
  if (largest === null) return { gradients, norm }
  const factor = g.min(g.div(largest, g.add(norm, 1e-6)), 1)
  return { gradients: gradients.map((gradient) => g.mul(gradient, factor)), norm }
}
