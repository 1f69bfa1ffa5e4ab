import { DecoderSession } from '@plackett/generation'
import { buildDecodeGraph, languageModelSpecs, loadParameters, readWeights } from '@plackett/models'
import { expect, test } from 'vitest'
import { largestDifference, numbersOf } from './support/differences.ts'
import { describeReference } from './support/reference.ts'
import { openReference, promptOf } from './support/reference-model.ts'

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

/** A reference behind a memory, its two prompts, and what transformers goes on with. */
async function open(name: string) {
  const { architecture, expected, files } = await openReference(name)
  const specs = languageModelSpecs(architecture)
  const tensors = await readWeights(files)
  const { parameters } = loadParameters({ tensors, place: name, architecture, specs, seed: 1 })
  const session = await DecoderSession.open(buildDecodeGraph({ architecture, parameters }), 1)
  const [count, steps] = expected.get('greedy.tokens')!.dims as [number, number]
  const tokens = numbersOf(expected.get('greedy.tokens')!)
  const prompts = Array.from({ length: count }, (_, at) => promptOf(expected, at))
  const wanted = prompts.map((_, at) => tokens.slice(at * steps, (at + 1) * steps))
  return { session, prompts, wanted, steps, vocabulary: architecture.vocabSize }
}

function greedy(logits: Float32Array, vocabulary: number): number[] {
  return Array.from({ length: logits.length / vocabulary }, (_, text) => {
    const row = logits.subarray(text * vocabulary, (text + 1) * vocabulary)
    return row.indexOf(Math.max(...row))
  })
}

describeReference('reference/models', () => {
  test.each(models)('%s: greedy continuations token by token, in one batch', async (name) => {
    const { session, prompts, wanted, steps, vocabulary } = await open(name)
    const written = prompts.map(() => [] as number[])
    let rows = await session.read(prompts)
    for (let step = 0; step < steps; step++) {
      const next = greedy(rows.logits, vocabulary)
      for (const [text, id] of next.entries()) written[text]!.push(id)
      rows = await session.step(rows, next)
    }
    expect(written).toEqual(wanted)
    await session.release()
  })

  test.each(models)('%s: a text joins and leaves another without a change to either', async (name) => {
    const { session, prompts, wanted, vocabulary } = await open(name)
    const [first, second] = wanted as [number[], number[]]
    let alone = await session.read([prompts[0]!])
    for (const id of first.slice(0, 5)) alone = await session.step(alone, [id])
    const other = await session.read([prompts[1]!])
    const joined = { memory: alone.memory.joined(other.memory), logits: alone.logits }
    let rows = await session.step(joined, [first[5]!, second[0]!])
    expect(greedy(rows.logits, vocabulary)).toEqual([first[6], second[1]])
    const kept = { memory: rows.memory.kept([1]), logits: rows.logits }
    rows = await session.step(kept, [second[1]!])
    expect(rows.memory.width).toBe(prompts[1]!.length + 2)
    const whole = await session.read([[...prompts[1]!, second[0]!, second[1]!]])
    expect(largestDifference(Array.from(rows.logits), Array.from(whole.logits))).toBeLessThan(2e-5)
    await session.release()
  })
})
