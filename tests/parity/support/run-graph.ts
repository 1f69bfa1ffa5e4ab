import { encodeModel, type GraphBuilder, type Tensor } from '@plackett/onnx'
import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node'

export type Feeds = Readonly<Record<string, Tensor>>

/** A graph or model file in a session that is run like a function; inputs that the model does not have are passed over. */
export async function runnerOf(
  model: GraphBuilder | Uint8Array,
  graphOptimizationLevel: 'disabled' | 'all' = 'all',
): Promise<(feeds: Feeds) => Promise<Record<string, Tensor>>> {
  const bytes = model instanceof Uint8Array ? model : encodeModel(model.build('test'))
  const options = { intraOpNumThreads: 1, graphOptimizationLevel, logSeverityLevel: 3 } as const
  const session = await InferenceSession.create(bytes, options)
  return async (feeds) => {
    const fed = session.inputNames.map((name) => [name, ortTensor(feeds[name]!)])
    return (await session.run(Object.fromEntries(fed))) as unknown as Record<string, Tensor>
  }
}

export async function runGraph(g: GraphBuilder, feeds: Feeds): Promise<Record<string, Tensor>> {
  return (await runnerOf(g))(feeds)
}

function ortTensor({ type, data, dims }: Tensor): OrtTensor {
  return new OrtTensor(type as 'float32', data as Float32Array, dims)
}
