import { readFileSync } from 'node:fs'
import { labelsOf, PolicyTexts, policyBatch, readTextSettings, sftTargets } from '@plackett/models'
import { expect, test } from 'vitest'
import { numbersOf } from './support/differences.ts'
import { describeReference, readBytes, sharedPath } from './support/reference.ts'
import { filesOf } from './support/reference-model.ts'
import { batchesIn } from './support/reference-run.ts'

interface Pair {
  split: 'train' | 'eval'
  prompt: string
  chosen: string
  rejected: string
}

async function llamaTexts(maxTokens = 128) {
  const files = filesOf('reference/runs/tokenizers/llama')
  const architecture = { kind: 'decoder', maxTokens, padTokenId: padOf() } as const
  const settings = { ...(await readTextSettings(files, { architecture })), layout: 'text', template: null } as const
  const file = readBytes('reference/runs/tokenizers/llama/tokenizer.json')
  return { settings, texts: await PolicyTexts.open(settings, file, 'llama') }
}

function padOf(): number {
  const config = JSON.parse(readFileSync(sharedPath('reference/runs/sft-llama/init/config.json'), 'utf8'))
  return config.pad_token_id
}

function pairs(): Pair[] {
  const lines = readFileSync(sharedPath('reference/runs/pairs.jsonl'), 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line) as Pair).filter(({ split }) => split === 'train')
}

/** The tokens that are text, row by row, each with what stands beside it. */
function realTokens(ids: number[], beside: number[], mask: number[]): [number, number][] {
  return ids.map((id, at) => [id, beside[at]!] as [number, number]).filter((_, at) => mask[at] === 1)
}

describeReference('reference/runs', () => {
  test('dpo-llama: pairs become the ids and completion masks that TRL made of them', async () => {
    const { settings, texts } = await llamaTexts()
    for (const [at, batch] of batchesIn('reference/runs/dpo-llama', 'batches.safetensors').entries()) {
      const some = pairs().slice(at * 8, (at + 1) * 8)
      const rows = [...some.map(({ chosen }) => chosen), ...some.map(({ rejected }) => rejected)]
      const encoded = await Promise.all(rows.map((text, row) => texts.encode(some[row % 8]!.prompt, text)))
      const ours = policyBatch(encoded, settings)
      const real = (found: typeof batch, name: string) =>
        realTokens(numbersOf(found[name]!), numbersOf(found.completion_mask!), numbersOf(found.attention_mask!))
      expect(real(ours, 'input_ids')).toEqual(real(batch, 'input_ids'))
    }
  })

  test('sft-llama: demonstrations become the labels that TRL made of them', async () => {
    const { settings, texts } = await llamaTexts()
    const some = pairs().slice(0, 8)
    const encoded = await Promise.all(some.map(({ prompt, chosen }) => texts.encode(prompt, chosen)))
    const [first, second] = batchesIn('reference/runs/sft-llama', 'batches.safetensors')
    for (const [half, batch] of [first!, second!].entries()) {
      const own = encoded.slice(4 * half, 4 * half + 4)
      const inputs = policyBatch(own, settings)
      const { labels } = sftTargets(own, inputs.input_ids!, 1)
      const mask = numbersOf(inputs.attention_mask!)
      expect(realTokens(numbersOf(inputs.input_ids!), numbersOf(labels!), mask)).toEqual(
        realTokens(numbersOf(batch.input_ids!), numbersOf(batch.labels!), numbersOf(batch.attention_mask!)),
      )
      const counted = numbersOf(batch.labels!).filter((label) => label !== -100).length
      expect(own.reduce((sum, text) => sum + labelsOf(text), 0)).toBe(counted)
    }
  })

  test('a text that is too long is cut at its end, and keeps no EOS that it has not reached', async () => {
    const { texts } = await llamaTexts(16)
    const { prompt, chosen } = pairs()[0]!
    const { ids, start, isTruncated } = await texts.encode(prompt, chosen.repeat(9))
    expect({ tokens: ids.length, isTruncated }).toEqual({ tokens: 16, isTruncated: true })
    const whole = (await (await llamaTexts()).texts.encode(prompt, chosen)).ids
    expect(ids).toEqual(whole.slice(0, 16))
    expect(start).toBeLessThan(16)
  })
})
