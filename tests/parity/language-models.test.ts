import { nextTokenLogProbabilities, readWeights } from '@plackett/models'
import type { Tensor } from '@plackett/onnx'
import { expect, test } from 'vitest'
import { largestDifference, numbersOf } from './support/differences.ts'
import { feedsOf, logitsRunnerOf } from './support/language-model.ts'
import { describeReference } from './support/reference.ts'
import {
  compareGradients,
  openReference,
  promptOf,
  runWithGradients,
  tokenDifference,
} from './support/reference-model.ts'
import type { Feeds } from './support/run-graph.ts'

const models = [
  'gpt2-lm',
  'gpt-neox-lm',
  'llama-tied-lm',
  'llama-untied-lm',
  'llama-lm-fp16',
  'qwen2-lm',
  'qwen3-lm',
  'gemma3-lm',
]

describeReference('reference/models', () => {
  test.each(models)('%s: logits, log-probabilities, loss and every gradient', async (name) => {
    const reference = await openReference(name)
    const { architecture, expected, summary } = reference
    const feeds = tokensOf(expected, '')
    const found = await runWithGradients(reference, feeds, (m, inputs) => {
      const { g } = m
      const logits = architecture.logits!(m, architecture.hidden(m, inputs))
      const isReal = g.cast(g.slice(inputs.attention_mask!, 1, 1), 'float32')
      const token_logprobs = g.mul(nextTokenLogProbabilities(g, logits, inputs.input_ids!), isReal)
      const loss = g.neg(g.div(g.reduceSum(token_logprobs), g.reduceSum(isReal)))
      return { loss, results: { logits, token_logprobs, logsumexp: g.reduceLogSumExp(logits, { axes: [2] }) } }
    })
    const difference = (actual: number[], wanted: string) => largestDifference(actual, numbersOf(expected.get(wanted)!))
    expect(difference(rowsAt(found.logits!, firstEight), 'logits.first8')).toBeLessThan(1e-4)
    const last = (text: number) => [summary.lengths[text]! - 1]
    expect(difference(rowsAt(found.logits!, last), 'logits.last')).toBeLessThan(1e-4)
    expect(tokenDifference(found.logsumexp!, expected.get('logsumexp')!, summary.lengths)).toBeLessThan(1e-4)
    expect(difference(numbersOf(found.token_logprobs!), 'token_logprobs')).toBeLessThan(1e-4)
    expect(largestDifference(numbersOf(found.loss!), [summary.loss_fp64])).toBeLessThan(5e-6)
    compareGradients(found, reference)
  })

  test.each(models)('%s: greedy continuations, and prompts padded on the left', async (name) => {
    const reference = await openReference(name)
    const { architecture, expected, files } = reference
    const run = await logitsRunnerOf({ architecture, place: name, tensors: await readWeights(files) })
    const left = await run(tokensOf(expected, 'left.'))
    const lastColumn = () => [left.dims[1]! - 1]
    const difference = largestDifference(rowsAt(left, lastColumn), numbersOf(expected.get('left.last_logits')!))
    expect(difference).toBeLessThan(1e-4)

    const [prompts, steps] = expected.get('greedy.tokens')!.dims as [number, number]
    for (let prompt = 0; prompt < prompts; prompt++) {
      const ids = promptOf(expected, prompt)
      for (let step = 0; step < steps; step++) {
        const logits = await run(feedsOf(ids))
        const top = topFive(rowsAt(logits, () => [ids.length - 1]))
        const at = (prompt * steps + step) * 5
        const wanted = numbersOf(expected.get('greedy.top5_ids')!).slice(at, at + 5)
        expect(
          top.map(({ id }) => id),
          `prompt ${prompt}, step ${step}`,
        ).toEqual(wanted)
        ids.push(top[0]!.id)
      }
      const tokens = numbersOf(expected.get('greedy.tokens')!).slice(prompt * steps, (prompt + 1) * steps)
      expect(ids.slice(-steps)).toEqual(tokens)
    }
  })
})

const firstEight = () => [0, 1, 2, 3, 4, 5, 6, 7]

function tokensOf(expected: ReadonlyMap<string, Tensor>, prefix: string): Feeds {
  const [ids, mask] = ['input_ids', 'attention_mask'].map((input) => expected.get(prefix + input)!)
  return { input_ids: ids!, attention_mask: mask! }
}

/** The logits of some positions of every text, one after the other. */
function rowsAt({ dims, data }: Tensor, positions: (text: number) => number[]): number[] {
  const [texts, tokens, vocabulary] = dims as [number, number, number]
  const row = (text: number, position: number) => (text * tokens + position) * vocabulary
  return Array.from({ length: texts }, (_, text) =>
    positions(text).flatMap((position) =>
      Array.from((data as Float32Array).slice(row(text, position), row(text, position) + vocabulary)),
    ),
  ).flat()
}

function topFive(logits: readonly number[]): { id: number; logit: number }[] {
  return logits
    .map((logit, id) => ({ id, logit }))
    .sort((a, b) => b.logit - a.logit)
    .slice(0, 5)
}
