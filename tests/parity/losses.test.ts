import { gradients } from '@plackett/autodiff'
import { listwiseObjective, nextTokenLoss, pairwiseObjective } from '@plackett/models'
import { GraphBuilder, type Tensor, tensorFrom, type Value } from '@plackett/onnx'
import { expect, test } from 'vitest'
import { flat, largestDifference, largestOf, numbersOf } from './support/differences.ts'
import { describeReference, readJson } from './support/reference.ts'
import { runGraph } from './support/run-graph.ts'

interface LossParameters {
  pairs?: number[][]
  label_smoothing?: number
  centring?: number
  ranks?: number[]
  labels?: number[][]
  num_items?: number | null
}

interface LossCase {
  loss: string
  case: string
  inputs: Record<string, unknown>
  parameters: LossParameters
  value: number
  gradients: Record<string, unknown>
}

/** Builds a loss of the case's inputs, all of them float32; `fed` are the tensors that the loss needs beside them. */
type Build = (
  g: GraphBuilder,
  inputs: Record<string, Value>,
  parameters: LossParameters,
) => { loss: Value; fed: Record<string, Tensor> }

const builders: Record<string, Build> = {
  bradley_terry: (g, { rewards, margins, weights }, { pairs = [], label_smoothing = 0, centring = 0 }) => {
    const settings = { marginPerRank: 0, labelSmoothing: label_smoothing, centring }
    const [chosen, rejected] = [g.input('chosen', 'int64', ['pairs']), g.input('rejected', 'int64', ['pairs'])]
    const inputs = { chosen, rejected, pair_weight: weights!, margin: margins! }
    const column = (at: number) => pairs.map((pair) => pair[at]!)
    return {
      loss: pairwiseObjective(settings).loss(g, rewards!, inputs),
      fed: {
        chosen: tensorFrom('int64', [column(0).length], column(0)),
        rejected: tensorFrom('int64', [column(1).length], column(1)),
      },
    }
  },
  plackett_luce: (g, { rewards }, { ranks = [] }) => {
    const objective = listwiseObjective()
    const declared = objective.inputs.map(({ name, type, shape }) => [name, g.input(name, type, shape)])
    const fed = objective.targets([{ texts: ranks.map((_, at) => at), ranks }])
    return { loss: objective.loss(g, rewards!, Object.fromEntries(declared)), fed }
  },
  sft: (g, { logits }, { labels = [], num_items }) => {
    const counted = labels.flatMap((row) => row.slice(1)).filter((label) => label !== -100).length
    const items = g.input('items', 'float32', [])
    return {
      loss: nextTokenLoss(g, { logits: logits!, labels: g.input('labels', 'int64', dimsOf(labels)), items }),
      fed: {
        labels: tensorFrom('int64', dimsOf(labels), labels.flat()),
        items: tensorFrom('float32', [], [num_items ?? Math.max(counted, 1)]),
      },
    }
  },
}

function dimsOf(nested: unknown): number[] {
  return Array.isArray(nested) ? [nested.length, ...(nested.length > 0 ? dimsOf(nested[0]) : [])] : []
}

async function compare(lossCase: LossCase): Promise<void> {
  const g = new GraphBuilder()
  const given = Object.entries(lossCase.inputs)
  const symbolic = lossCase.loss === 'bradley_terry'
  const inputs = Object.fromEntries(
    given.map(([name, nested]) => {
      const shape = symbolic && name !== 'rewards' ? ['pairs'] : dimsOf(nested)
      return [name, g.input(name, 'float32', shape)]
    }),
  )
  const { loss, fed } = builders[lossCase.loss]!(g, inputs, lossCase.parameters)
  const wanted = Object.keys(lossCase.gradients)
  const found = gradients(
    g,
    loss,
    wanted.map((name) => inputs[name]!),
  )
  g.output(loss, 'loss')
  for (const [at, name] of wanted.entries()) g.output(found[at]!, `${name}.grad`)
  const numbers = given.map(([name, nested]) => [name, tensorFrom('float32', dimsOf(nested), flat(nested))])
  const results = await runGraph(g, { ...Object.fromEntries(numbers), ...fed })

  const tolerance = 2e-6 * Math.max(1, Math.abs(lossCase.value))
  expect(Math.abs(numbersOf(results.loss!)[0]! - lossCase.value)).toBeLessThan(tolerance)
  const expected = wanted.map((name) => flat(lossCase.gradients[name]))
  const largest = Math.max(1, ...expected.map(largestOf))
  for (const [at, name] of wanted.entries())
    expect(largestDifference(numbersOf(results[`${name}.grad`]!), expected[at]!), name).toBeLessThan(2e-6 * largest)
}

describeReference('reference/losses', () => {
  const { cases } = readJson<{ cases: LossCase[] }>('reference/losses/golden.json')
  for (const lossCase of cases.filter(({ loss }) => loss in builders))
    test(`${lossCase.loss}: ${lossCase.case}`, () => compare(lossCase))
})
