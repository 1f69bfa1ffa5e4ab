import { type Architecture, loadParameters, parametersOf, scopeOf, tokenInputs } from '@plackett/models'
import { GraphBuilder, type Tensor, tensorFrom } from '@plackett/onnx'
import { type Feeds, runnerOf } from './run-graph.ts'

interface LanguageModel {
  architecture: Architecture
  tensors: ReadonlyMap<string, Tensor>
  place: string
}

/** A language model as a function from token ids to logits [texts, tokens, vocabulary]. */
export async function logitsRunnerOf(model: LanguageModel): Promise<(feeds: Feeds) => Promise<Tensor>> {
  const { architecture } = model
  const network = (...[m, inputs]: Parameters<Architecture['hidden']>) =>
    architecture.logits!(m, architecture.hidden(m, inputs))
  const specs = parametersOf({ inputs: tokenInputs, deviation: architecture.initializerRange }, network)
  const { parameters } = loadParameters({ ...model, specs, seed: 1 })
  const g = new GraphBuilder()
  const inputs = Object.fromEntries(tokenInputs.map(({ name, type, shape }) => [name, g.input(name, type, shape)]))
  const weights = [...parameters].map(([name, tensor]) => [name, g.initializer(name, tensor)] as const)
  g.output(network(scopeOf(g, Object.fromEntries(weights)), inputs), 'logits')
  const run = await runnerOf(g)
  return async (feeds) => (await run(feeds)).logits!
}

/** One text without padding. */
export function feedsOf(ids: readonly number[]): Feeds {
  const dims = [1, ids.length]
  const mask = new Array(ids.length).fill(1)
  return { input_ids: tensorFrom('int64', dims, ids), attention_mask: tensorFrom('int64', dims, mask) }
}
