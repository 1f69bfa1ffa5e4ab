import { type Architecture, buildScoreGraph, pairwiseObjective, transformerReward } from '@plackett/models'
import { tensorFrom } from '@plackett/onnx'
import { expect, test } from 'vitest'
import { largestDifference, numbersOf } from './support/differences.ts'
import { describeReference } from './support/reference.ts'
import { compareGradients, openReference, runWithGradients, tokenDifference } from './support/reference-model.ts'

const pairwise = pairwiseObjective({ marginPerRank: 0, labelSmoothing: 0, centring: 0 })
const models = [
  'bert',
  'roberta',
  'distilbert',
  'deberta-v3',
  'modernbert',
  'gpt2',
  'gpt-neox',
  'llama-tied',
  'llama-untied',
  'llama-sharded-bf16',
  'qwen2',
  'qwen3',
  'gemma3',
]

describeReference('reference/models', () => {
  test.each(models)('%s: the config in its old spelling gives the same network', async (name) => {
    const { files, architecture } = await openReference(name)
    if ((await files.read('config.v4.json')) === undefined) return
    const old = await openReference(name, 'config.v4.json')
    const bytesOf = (each: Architecture) => {
      const backbone = transformerReward(each)
      const zeros = (size: number) => new Float32Array(size)
      const parameters = backbone.parameters.map(({ name: weight, dims }) => {
        return [weight, tensorFrom('float32', dims, zeros(dims.reduce((size, dim) => size * dim, 1)))] as const
      })
      return buildScoreGraph({ backbone, parameters: new Map(parameters) })
    }
    expect(Buffer.compare(bytesOf(old.architecture), bytesOf(architecture))).toBe(0)
  })

  test.each(models)('%s: hidden states, rewards, loss and every gradient', async (name) => {
    const reference = await openReference(name)
    const { architecture, expected, summary } = reference
    const feeds = Object.fromEntries(
      ['input_ids', 'attention_mask'].map((input) => [input, expected.get(input)!] as const),
    )
    const rankings = summary.pairs!.map((texts) => ({ texts, ranks: [1, 2] }))
    const targets = pairwise.targets(rankings)
    const found = await runWithGradients(reference, { ...feeds }, (m, inputs) => {
      const hidden = architecture.hidden(m, inputs)
      const reward = architecture.reward(m, hidden, inputs)
      const constants = Object.entries(targets).map(([target, tensor]) => [target, m.g.constant(tensor)])
      const loss = pairwise.loss(m.g, reward, Object.fromEntries(constants))
      return { loss, results: { last_hidden_state: hidden, reward } }
    })
    expect(tokenDifference(found.last_hidden_state!, expected.get('last_hidden_state')!, summary.lengths)).toBeLessThan(
      5e-5,
    )
    expect(largestDifference(numbersOf(found.reward!), summary.reward_fp64!)).toBeLessThan(2e-5)
    expect(largestDifference(numbersOf(found.loss!), [summary.loss_fp64])).toBeLessThan(5e-6)
    compareGradients(found, reference)
  })
})
