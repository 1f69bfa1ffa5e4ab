import {
  type Architecture,
  loadParameters,
  parametersOf,
  readArchitecture,
  readModelJson,
  readWeights,
  scopeOf,
  tokenInputs,
} from '@plackett/models'
import { GraphBuilder } from '@plackett/onnx'
import { expect, test } from 'vitest'
import { largestDifference, numbersOf } from './support/differences.ts'
import { feedsOf } from './support/language-model.ts'
import { describeReference, readJson } from './support/reference.ts'
import { filesOf } from './support/reference-model.ts'
import { runnerOf } from './support/run-graph.ts'

const folder = 'models/all-minilm-l6-v2'

describeReference(folder, () => {
  test('a real checkpoint, in half precision and without a head, gives its published embeddings', async () => {
    const golden = readJson<{ input_ids: number[][]; embedding: number[][] }>(folder, 'golden.json')
    const files = filesOf(folder)
    const architecture = readArchitecture(await readModelJson(files, 'config.json'), folder)
    const network = (...[m, inputs]: Parameters<Architecture['hidden']>) => architecture.hidden(m, inputs)
    const specs = parametersOf({ inputs: tokenInputs, deviation: architecture.initializerRange }, network)
    const tensors = await readWeights(files)
    const { parameters, fresh } = loadParameters({ tensors, place: folder, architecture, specs, seed: 1 })
    expect(fresh).toEqual([])
    const g = new GraphBuilder()
    const inputs = Object.fromEntries(tokenInputs.map(({ name, type, shape }) => [name, g.input(name, type, shape)]))
    const weights = [...parameters].map(([name, tensor]) => [name, g.initializer(name, tensor)] as const)
    const hidden = network(scopeOf(g, Object.fromEntries(weights)), inputs)
    g.output(g.reduceMean(hidden, { axes: [1] }), 'mean')
    const run = await runnerOf(g)
    for (const [text, ids] of golden.input_ids.entries()) {
      const mean = numbersOf((await run(feedsOf(ids))).mean!)
      const norm = Math.sqrt(mean.reduce((sum, value) => sum + value * value, 0))
      const embedding = mean.map((value) => value / norm)
      expect(largestDifference(embedding, golden.embedding[text]!)).toBeLessThan(1e-6)
    }
  })
})
