import type { GraphBuilder, Value } from '@plackett/onnx'

/** The activation functions by the names that configs give them. */
export const activations = {
  gelu: (g, x) => g.gelu(x),
  gelu_fast: (g, x) => g.gelu(x, 'tanh'),
  gelu_new: (g, x) => g.gelu(x, 'tanh'),
  gelu_pytorch_tanh: (g, x) => g.gelu(x, 'tanh'),
  relu: (g, x) => g.relu(x),
  silu: (g, x) => g.mul(x, g.sigmoid(x)),
  swish: (g, x) => g.mul(x, g.sigmoid(x)),
  tanh: (g, x) => g.tanh(x),
} as const satisfies Record<string, (g: GraphBuilder, x: Value) => Value>

export type Activation = keyof typeof activations
export const activationNames = Object.keys(activations) as Activation[]
