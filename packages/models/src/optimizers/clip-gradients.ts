import type { GraphBuilder, Value } from '@plackett/onnx'

export interface Clipping {
  /** The norm of all gradients together, []. */
  readonly norm: Value
  /** What the gradients are to be multiplied by, []. */
  readonly factor: Value
}

/** So that the norm is at most `largest` (null: no limit), all gradients shrink alike: by min(1, largest / (norm + 1e−6)), as torch does. */
export function clipGradients(g: GraphBuilder, gradients: readonly Value[], largest: number | null): Clipping {
  const squares = gradients.map((gradient) => g.reduceSumSquare(gradient))
  const norm = g.name(g.sqrt(squares.reduce((sum, square) => g.add(sum, square))), 'norm_of_gradients')
  const factor = largest === null ? g.scalar(1, norm.type) : g.min(g.div(largest, g.add(norm, 1e-6)), 1)
  return { norm, factor }
}
