import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type PolicyTrainingConfig, policyTrainingConfig } from '@plackett/contracts'
import type { PolicyLine } from '@plackett/datasets'
import {
  initialState,
  readArchitecture,
  readSafetensors,
  trainBytePairs,
  transformerPolicy,
  writeDirectory,
} from '@plackett/models'
import { trainPolicy } from '@plackett/training'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { finished, startPlackett } from '../support/run-plackett.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plackett-policy-'))
  await writeModel('decoder', { model_type: 'llama', num_key_value_heads: 1, max_position_embeddings: 64 })
  await writeModel('encoder', { model_type: 'bert', max_position_embeddings: 64 })
}, 60_000)

afterAll(() => rm(folder, { recursive: true }))

const texts = ['Paint it green, please.', 'Paint it black, please.', 'What colour? What shape? What size?']

/** A model's folder as Hugging Face writes it, with weights by chance. */
async function writeModel(name: string, more: Record<string, unknown>): Promise<void> {
  const place = join(folder, name)
  const tokenizer = trainBytePairs(texts, 300)
  const sizes = {
    hidden_size: 16,
    num_hidden_layers: 2,
    num_attention_heads: 2,
    intermediate_size: 24,
    vocab_size: 320,
  }
  const config = { ...sizes, ...more, pad_token_id: 0 }
  const architecture = readArchitecture(config, name)
  const files =
    architecture.kind === 'decoder'
      ? writeDirectory({
          architecture,
          config,
          parameters: initialState(transformerPolicy(architecture).parameters, 1),
          head: 'language',
        })
      : { 'config.json': new TextEncoder().encode(JSON.stringify(config)) }
  await mkdir(place)
  const settings = JSON.stringify({ bos_token: '[CLS]', eos_token: '[SEP]' })
  const all = { ...files, 'tokenizer.json': tokenizer, 'tokenizer_config.json': settings }
  for (const [file, bytes] of Object.entries(all)) await writeFile(join(place, file), bytes)
}

/** Questions whose answer should be green, and is sometimes black. */
const lines: PolicyLine[] = Array.from({ length: 48 }, (_, at) => ({
  prompt: `What ${['colour', 'shape', 'size'][at % 3]}? ${at}`,
  completions: [{ text: ' Paint it green, please.' }, { text: ' Paint it black, please.' }],
  ranks: [1, 2],
}))

function configOf(more: Partial<PolicyTrainingConfig>): PolicyTrainingConfig {
  return policyTrainingConfig.parse({ backbone: join(folder, 'decoder'), learningRate: 0.01, epochs: 3, ...more })
}

let runs = 0
function train(more: Partial<PolicyTrainingConfig>, given: Partial<Parameters<typeof trainPolicy>[0]> = {}) {
  const outDir = join(folder, `out-${runs++}`)
  const sides = { train: lines.slice(0, 40), heldOut: lines.slice(40) }
  return trainPolicy({ ...sides, config: configOf(more), outDir, ...given }).then((trained) => ({ ...trained, outDir }))
}

describe('a policy', () => {
  test.each(['sft', 'orpo'] as const)('%s: learns to write what is preferred', async (objective) => {
    const { report } = await train({ objective })
    expect(report).toMatchObject({ examples: 40, heldOut: 8, truncated: 0, dropped: 0, steps: 15 })
    expect(report.after!.loss).toBeLessThan(report.before!.loss * 0.8)
  })

  test('dpo: begins at ln 2 and tells the preferred from the other', async () => {
    const { report } = await train({ objective: 'dpo' })
    expect(report.before!.loss).toBeCloseTo(Math.LN2, 5)
    expect(report.after).toMatchObject({ accuracy: 1 })
    expect(report.after!.loss).toBeLessThan(0.6)
  })

  test('kto: begins at one half and learns from labels alone', async () => {
    const labelled = lines.flatMap((line, at): PolicyLine[] => {
      const { prompt, completions } = line as Extract<PolicyLine, { ranks: number[] }>
      return [{ prompt, completion: completions[at % 2]!.text, label: at % 2 === 0 }]
    })
    const { report } = await train({ objective: 'kto' }, { train: labelled.slice(0, 40), heldOut: labelled.slice(40) })
    expect(report.before!.loss).toBeCloseTo(0.5, 5)
    expect(report.after!.loss).toBeLessThan(0.49)
  })

  test('the same seed gives the same bytes, another seed others', async () => {
    const hash = async (seed: number) => (await train({ objective: 'sft', seed, epochs: 1 })).modelHash
    const [one, again, other] = [await hash(1), await hash(1), await hash(2)]
    expect(again).toBe(one)
    expect(other).not.toBe(one)
  })

  test('adapters move the layers that they stand beside, and nothing else', async () => {
    const { outDir } = await train({ objective: 'sft', lora: 2 })
    const weightsOf = async (place: string) => {
      return readSafetensors(new Uint8Array(await readFile(join(place, 'model.safetensors'))), place).tensors
    }
    const [before, after] = [await weightsOf(join(folder, 'decoder')), await weightsOf(outDir)]
    expect([...after.keys()].sort()).toEqual([...before.keys()].sort())
    const moved = [...after.keys()].filter((name) => !equal(before.get(name)!.data, after.get(name)!.data))
    expect(moved.length).toBeGreaterThan(0)
    for (const name of moved) expect(name).toMatch(/_proj\.weight$/)
  })

  test('texts that are too long are cut and counted, and left out where nothing is left to learn', async () => {
    const { report } = await train({ objective: 'sft', epochs: 1, maxLength: 12 })
    expect(report.truncated).toBeGreaterThan(0)
    const long: PolicyLine[] = [{ prompt: 'What colour? '.repeat(20), completion: 'Green.' }]
    const lost = await train({ objective: 'sft', epochs: 1 }, { train: [...lines.slice(0, 8), ...long], heldOut: [] })
    expect(lost.report).toMatchObject({ examples: 8, dropped: 1, before: null, after: null })
  })

  test.each([
    ['an encoder', { backbone: 'encoder' }, {}, 'MODEL_FILE_INVALID'],
    ['a folder that is not there', { backbone: 'nowhere' }, {}, 'BACKBONE_NOT_FOUND'],
    ['completions alone for dpo', { objective: 'dpo' }, { train: [{ prompt: 'a', completion: 'b' }] }, 'DATASET_EMPTY'],
    ['one completion for kto', { objective: 'kto' }, { train: [{ prompt: 'a', completion: 'b' }] }, 'INVALID_INPUT'],
  ] as const)('%s is refused, and nothing is written', async (_, more, given, code) => {
    const backbone = 'backbone' in more ? { backbone: join(folder, more.backbone) } : {}
    const outDir = join(folder, 'refused')
    const config = { objective: 'sft', ...more, ...backbone } as Partial<PolicyTrainingConfig>
    await expect(train(config, { ...given, outDir })).rejects.toMatchObject({ code })
    expect(await readdir(folder)).not.toContain('refused')
  })

  test('a place that holds anything is left alone', async () => {
    await expect(train({ objective: 'sft' }, { outDir: join(folder, 'decoder') })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    })
    expect(await readdir(join(folder, 'decoder'))).toContain('config.json')
  })

  test('an abort ends it soon, and nothing is written', async () => {
    const ending = new AbortController()
    const outDir = join(folder, 'aborted')
    const run = train(
      { objective: 'sft', epochs: 1_000 },
      { outDir, signal: ending.signal, onProgress: () => ending.abort(new Error('enough')) },
    )
    await expect(run).rejects.toThrow('enough')
    expect((await readdir(folder)).filter((name) => name.includes('aborted'))).toEqual([])
  })
})

describe('plackett train --objective', () => {
  test('trains a policy on a file, and says what became of it', async () => {
    await writeFile(join(folder, 'lines.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
    const flags = ['--backbone', 'decoder', '--data', 'lines.jsonl', '--lr', '0.01', '--batch', '4', '--json']
    const run = (...more: string[]) => finished(startPlackett(['train', ...flags, ...more], { cwd: folder }))
    const { stdout, status } = await run('--objective', 'dpo', '--out', 'by-cli')
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      objective: 'dpo',
      model: 'by-cli',
      before: { loss: expect.any(Number) },
    })
    expect(await readdir(join(folder, 'by-cli'))).toContain('model.safetensors')
    const pooled = await run('--objective', 'sft', '--pooling', 'mean', '--out', 'never')
    expect(pooled.status).not.toBe(0)
    expect(pooled.stderr).toContain('pooling')
  })
})

function equal(one: ArrayLike<unknown>, other: ArrayLike<unknown>): boolean {
  return Array.from(one).every((value, at) => value === other[at])
}
