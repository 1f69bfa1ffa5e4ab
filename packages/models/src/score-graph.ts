import { encodeModel, GraphBuilder, GraphError, type Tensor } from '@plackett/onnx'
import type { NamedValues, RewardBackbone } from './backbone.ts'
import type { ParameterSpec } from './parameter.ts'
import { declare } from './train-graph.ts'

export interface ScoreSettings {
  readonly backbone: RewardBackbone
  /** The trained weights by name; others than the backbone's are passed over, such as the optimizer's state. */
  readonly parameters: ReadonlyMap<string, Tensor>
  /** Taken off every reward, so that rewards are comparable between models; 0 unless given. */
  readonly offset?: number
  readonly metadata?: Readonly<Record<string, string>>
}

/** The ONNX file that scores: the backbone's inputs in, `rewards` float32 [texts] out, the weights inside. */
export function buildScoreGraph({ backbone, parameters, offset = 0, metadata }: ScoreSettings): Uint8Array {
  const g = new GraphBuilder()
  const inputs = declare(g, backbone.inputs)
  const weights = storedWeights(g, backbone.parameters, parameters)
  const rewards = g.scope(backbone.name, () => backbone.rewards(g, inputs, weights))
  g.output(offset === 0 ? rewards : g.sub(rewards, offset), 'rewards')
  return encodeModel(g.build('reward-model'), metadata)
}

/** The weights that a network wants as tensors that the file holds. */
export function storedWeights(
  g: GraphBuilder,
  specs: readonly ParameterSpec[],
  parameters: ReadonlyMap<string, Tensor>,
): NamedValues {
  return Object.fromEntries(
    specs.map(({ name }) => {
      const tensor = parameters.get(name)
      if (!tensor) throw new GraphError(`the weight ${name} is missing`)
      return [name, g.initializer(name, tensor)]
    }),
  )
}

/** The same with the weights fed in beside the texts, for weights that go on changing. */
export function buildForwardGraph(backbone: RewardBackbone): Uint8Array {
  const g = new GraphBuilder()
  const inputs = declare(g, backbone.inputs)
  const weights = declare(
    g,
    backbone.parameters.map(({ name, dims }) => ({ name, type: 'float32', shape: dims })),
  )
  g.output(
    g.scope(backbone.name, () => backbone.rewards(g, inputs, weights)),
    'rewards',
  )
  return encodeModel(g.build('rewards'))
}
