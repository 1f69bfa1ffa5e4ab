import { encodeModel, GraphBuilder, GraphError, type Tensor } from '@plackett/onnx'
import { type Architecture, tokenInputs } from './architectures/architecture.ts'
import { Memory, type RememberedLayer } from './architectures/memory.ts'
import { parametersOf, scopeOf } from './architectures/model-scope.ts'
import type { ParameterSpec } from './parameter.ts'

export interface DecodeSettings {
  readonly architecture: Architecture
  /** The weights by name, as `loadParameters` gives them for `languageModelSpecs`. */
  readonly parameters: ReadonlyMap<string, Tensor>
}

/** The parameters of a decoder under its language-model head. */
export function languageModelSpecs(architecture: Architecture): ParameterSpec[] {
  const { logits, initializerRange } = architecture
  if (!logits) throw new GraphError(`${architecture.modelType} is no decoder`)
  return parametersOf({ inputs: tokenInputs, deviation: initializerRange }, (m, inputs) =>
    logits(m, architecture.hidden(m, inputs)),
  )
}

export interface DecodeGraph {
  readonly model: Uint8Array
  /** What each run gives to the next. */
  readonly layers: readonly RememberedLayer[]
  readonly vocabSize: number
}

/**
 * The ONNX file with which a decoder writes: `input_ids` int64 [texts, tokens] (those not read yet), `attention_mask` int64
 * [texts, keys] (over all tokens so far; 0 for padding, which stands on the left), and the memory of the tokens before in;
 * `logits` float32 [texts, vocabulary] of what follows the last token, and the memory with these tokens out.
 */
export function buildDecodeGraph({ architecture, parameters }: DecodeSettings): DecodeGraph {
  const g = new GraphBuilder()
  const inputs = {
    input_ids: g.input('input_ids', 'int64', ['texts', 'tokens']),
    attention_mask: g.input('attention_mask', 'int64', ['texts', Memory.keys]),
  }
  const weights = languageModelSpecs(architecture).map(({ name }) => {
    const tensor = parameters.get(name)
    if (!tensor) throw new GraphError(`the weight ${name} is missing`)
    return [name, g.initializer(name, tensor)] as const
  })
  const memory = new Memory(g)
  const m = scopeOf(g, Object.fromEntries(weights), { memory })
  const last = g.slice(architecture.hidden(m, inputs), 1, -1) // [texts, 1, hidden]
  g.output(g.reshape(architecture.logits!(m, last), ['texts', architecture.vocabSize]), 'logits')
  return { model: encodeModel(g.build('policy')), layers: memory.layers, vocabSize: architecture.vocabSize }
}
