import { AppError } from '@plackett/contracts'
import { type Tensor, tensorFrom } from '@plackett/onnx'
import { expect, test } from 'vitest'
import { readArchitecture } from '../architectures/read-architecture.ts'
import { transformerReward } from '../architectures/transformer-reward.ts'
import { initialTensor } from '../parameter.ts'
import { loadParameters } from './load-parameters.ts'
import { readModelJson, readWeights } from './read-weights.ts'
import { readSafetensors, writeSafetensors } from './safetensors.ts'
import { writeDirectory } from './write-directory.ts'

const config = {
  model_type: 'bert',
  hidden_size: 8,
  num_hidden_layers: 1,
  num_attention_heads: 2,
  intermediate_size: 12,
  max_position_embeddings: 16,
  vocab_size: 20,
  torch_dtype: 'float16',
}
const architecture = readArchitecture(config, 'my-model')
const { parameters: specs } = transformerReward(architecture)
const full = new Map(specs.map((spec) => [spec.name, initialTensor(spec, 3)]))

const load = (tensors: ReadonlyMap<string, Tensor>) =>
  loadParameters({ tensors, place: 'my-model', architecture, specs, seed: 1 })

function directoryOf(files: Record<string, Uint8Array>) {
  return { place: 'my-model', read: async (name: string) => files[name] }
}

function without(...patterns: RegExp[]): Map<string, Tensor> {
  return new Map([...full].filter(([name]) => !patterns.some((pattern) => pattern.test(name))))
}

test('what is written is read back, under the names that transformers uses', async () => {
  const files = writeDirectory({ architecture, config, parameters: full, head: 'reward' })
  const directory = directoryOf(files)
  expect(load(await readWeights(directory)).parameters).toEqual(full)
  expect(await readModelJson(directory, 'config.json')).toMatchObject({
    architectures: ['BertForSequenceClassification'],
    id2label: { 0: 'LABEL_0' },
    torch_dtype: 'float32',
    hidden_size: 8,
  })
})

test('a backbone without a head gets one from the seed, and that is said', () => {
  const { parameters, fresh } = load(without(/^classifier/, /pooler/))
  expect(fresh).toEqual(['bert.pooler.dense.weight', 'bert.pooler.dense.bias', 'classifier.weight', 'classifier.bias'])
  expect(load(without(/^classifier/, /pooler/)).parameters).toEqual(parameters)
})

test('names of old files and of bare backbones are understood', () => {
  const old = [...full].map(([name, tensor]) => {
    const bare = name.replace(/^bert\./, '').replace(/LayerNorm\.weight$/, 'LayerNorm.gamma')
    return [bare.replace(/LayerNorm\.bias$/, 'LayerNorm.beta'), tensor] as const
  })
  expect(load(new Map(old)).parameters).toEqual(full)
})

const word = 'bert.embeddings.word_embeddings.weight'
const strange = tensorFrom('float32', [1], [0])
const refusals: [string, ReadonlyMap<string, Tensor>, string][] = [
  ['a missing weight', without(/word_embeddings/), `the weight ${word} is missing`],
  ['another shape', new Map([...full, [word, strange]]), `the weight ${word} is [1] where the config needs [20, 8]`],
  ['an unknown weight', new Map([...full, ['bert.rotary', strange]]), 'the weight bert.rotary has no place in bert'],
  ['one weight twice', new Map([...full, ['pooler.dense.bias', strange]]), 'bert.pooler.dense.bias is there twice'],
]
test.each(refusals)('%s is refused by name', (_, tensors, problem) => {
  expect(() => load(tensors)).toThrow(AppError)
  expect(() => load(tensors)).toThrow(problem)
})

test('shards are read by their index, and nothing else', async () => {
  const names = [...full.keys()]
  const half = (from: number, to?: number) => new Map([...full].slice(from, to))
  const shards = {
    'a.safetensors': writeSafetensors(half(0, 9)),
    'b.safetensors': writeSafetensors(half(9)),
  }
  const indexOf = (map: object) => ({
    'model.safetensors.index.json': new TextEncoder().encode(JSON.stringify({ weight_map: map })),
  })
  const map = Object.fromEntries(names.map((name, at) => [name, at < 9 ? 'a.safetensors' : 'b.safetensors']))
  expect(load(await readWeights(directoryOf({ ...shards, ...indexOf(map) }))).parameters).toEqual(full)

  const fails = (files: Record<string, Uint8Array>) => expect(readWeights(directoryOf(files))).rejects
  await fails({ 'a.safetensors': shards['a.safetensors'], ...indexOf(map) }).toThrow(
    'the shard b.safetensors is missing',
  )
  await fails({ ...shards, ...indexOf({ ...map, extra: 'a.safetensors' }) }).toThrow(
    'the tensor extra is not in a.safetensors',
  )
  await fails({ ...shards, ...indexOf({ ...map, [names[0]!]: 'b.safetensors' }) }).toThrow(
    `the tensor ${names[0]} is in a`,
  )
  await fails({ ...shards, ...indexOf({ x: '../secret.safetensors' }) }).toThrow('no weight_map')
  await fails({ 'model.safetensors.index.json': new TextEncoder().encode('{') }).toThrow('not JSON')
  await fails({}).toThrow('neither model.safetensors nor')
})

test('a file that was written keeps its metadata, as transformers demands', () => {
  const files = writeDirectory({ architecture, config, parameters: full, head: 'reward' })
  expect(readSafetensors(files['model.safetensors']!, 'x').metadata).toEqual({ format: 'pt' })
})
