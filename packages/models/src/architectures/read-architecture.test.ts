import { AppError } from '@plackett/contracts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tinyConfigs as configs } from '../../testing/tiny-configs.ts'
import { readArchitecture } from './read-architecture.ts'
import { transformerReward } from './transformer-reward.ts'

function problemOf(config: unknown): string | undefined {
  try {
    transformerReward(readArchitecture(config, 'my-model'))
    return undefined
  } catch (error) {
    expect(error).toBeInstanceOf(AppError)
    expect((error as AppError).code).toBe('MODEL_FILE_INVALID')
    return (error as AppError).message
  }
}

describe.each(Object.entries(configs))('%s', (_, config) => {
  test('is read from the least that its config must say', () => {
    expect(problemOf(config)).toBeUndefined()
  })

  test('every field that it needs is missed by name', () => {
    const fields = Object.keys(config).filter((field) => field !== 'model_type')
    const needed = fields.filter((field) => problemOf({ ...config, [field]: undefined }) !== undefined)
    expect(needed).toContain('vocab_size')
    for (const field of needed) expect(problemOf({ ...config, [field]: undefined })).toContain(field)
  })

  test('a field that nobody reads is refused by name', () => {
    expect(problemOf({ ...config, alibi: true })).toContain('the config field alibi (true) is not supported')
    expect(problemOf({ ...config, auto_map: { AutoModel: 'modeling.Custom' } })).toContain('auto_map')
    expect(problemOf({ ...config, quantization_config: { bits: 4 } })).toContain('quantization_config')
  })

  test('provenance and dropout change nothing and are let by', () => {
    const harmless = {
      transformers_version: '4.30.0',
      torch_dtype: 'float16',
      attention_dropout: 0.1,
      eos_token_id: [1, 2],
    }
    expect(problemOf({ ...config, ...harmless })).toBeUndefined()
  })

  test('any value in any field is taken or refused, never worse', () => {
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom(-1, 0, 1, 3, 1.5, 2 ** 31, 2 ** 53, 1e308, '8', true, null, [], {}),
    )
    const change = fc.tuple(
      fc.constantFrom(...Object.keys(config), 'rope_parameters', 'rope_scaling', 'layer_types'),
      value,
    )
    fc.assert(
      fc.property(change, ([field, changed]) => void problemOf({ ...config, [field]: changed })),
      { numRuns: 150 },
    )
  })
})

test('what is not a config, or not of a known architecture, is refused by name', () => {
  expect(problemOf(null)).toContain('not a JSON object')
  expect(problemOf([])).toContain('not a JSON object')
  expect(problemOf({})).toContain('the architecture undefined is not supported; supported: bert')
  expect(problemOf({ model_type: 'mamba' })).toContain('the architecture "mamba" is not supported')
  expect(problemOf({ model_type: 'constructor' })).toContain('"constructor" is not supported')
})

const refusals: [string, Record<string, unknown>, string][] = [
  ['yarn', { ...configs.llama, rope_scaling: { rope_type: 'yarn', factor: 2 } }, 'rope_scaling.rope_type is "yarn"'],
  [
    'an odd rope field',
    { ...configs.llama, rope_scaling: { type: 'linear', factor: 2, beta: 1 } },
    'rope_scaling.beta',
  ],
  ['windows in Qwen', { ...configs.qwen2, use_sliding_window: true }, 'use_sliding_window is true; supported: false'],
  [
    'relative positions in BERT',
    { ...configs.bert, position_embedding_type: 'relative_key' },
    'position_embedding_type',
  ],
  ['a decoder of BERT', { ...configs.bert, is_decoder: true }, 'is_decoder is true'],
  ['soft caps', { ...configs.gemma3, attn_logit_softcapping: 50 }, 'attn_logit_softcapping is 50; supported: null'],
  ['convolutions', { ...configs.deberta, conv_kernel_size: 3 }, 'conv_kernel_size is 3'],
  ['one-sided DeBERTa', { ...configs.deberta, pos_att_type: ['c2p'] }, 'pos_att_type is ["c2p"]'],
  ['heads that do not divide', { ...configs.llama, num_key_value_heads: 3 }, '2 heads are no multiple of 3'],
  ['an unknown activation', { ...configs.gpt2, activation_function: 'mish' }, 'activation_function is "mish"'],
  ['a layer of another kind', { ...configs.gemma3, layer_types: ['full_attention', 'mamba'] }, 'layer_types'],
]
test.each(refusals)('%s: refused by name', (_, config, problem) => {
  expect(problemOf(config)).toContain(problem)
})
