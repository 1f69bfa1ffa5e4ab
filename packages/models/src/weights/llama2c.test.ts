import { AppError } from '@plackett/contracts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readLlama2c } from './llama2c.ts'

const sizes = { dim: 8, hidden: 12, layers: 2, heads: 2, keyValueHeads: 1, vocabulary: 10, length: 6 }
const perLayer = 8 + 8 * 8 + 4 * 8 + 4 * 8 + 8 * 8 + 8 + 3 * 12 * 8
const rotation = 2 * 6 * 2

/** A file whose numbers count up from 0; a negative vocabulary says that the output matrix follows. */
function anOldFile({ vocabulary = sizes.vocabulary, extra = 0 } = {}): Uint8Array {
  const output = vocabulary < 0 ? -vocabulary * 8 : 0
  const count = Math.abs(vocabulary) * 8 + 2 * perLayer + 8 + rotation + output + extra
  const bytes = new Uint8Array(28 + 4 * count)
  const { dim, hidden, layers, heads, keyValueHeads, length } = sizes
  new Int32Array(bytes.buffer, 0, 7).set([dim, hidden, layers, heads, keyValueHeads, vocabulary, length])
  new Float32Array(bytes.buffer, 28).set(Array.from({ length: count }, (_, at) => at))
  return bytes
}

test('tensors have the names and shapes of Hugging Face', () => {
  const { config, tensors } = readLlama2c(anOldFile(), 'model.bin')
  expect(config).toMatchObject({
    model_type: 'llama',
    hidden_size: 8,
    num_key_value_heads: 1,
    tie_word_embeddings: true,
  })
  expect(tensors.size).toBe(1 + 2 * 9 + 1)
  expect(tensors.get('model.layers.1.self_attn.k_proj.weight')!.dims).toEqual([4, 8])
  expect(tensors.get('model.layers.0.mlp.down_proj.weight')!.dims).toEqual([8, 12])
  expect(tensors.get('model.embed_tokens.weight')!.data[9]).toBe(9)
})

test('dimensions that turn together are put half a head apart', () => {
  const { tensors } = readLlama2c(anOldFile(), 'model.bin')
  const { data } = tensors.get('model.layers.0.self_attn.q_proj.weight')!
  const start = 10 * 8 + 2 * 8
  const firstOfRow = Array.from({ length: 8 }, (_, row) => (Number(data[row * 8]) - start) / 8)
  expect(firstOfRow).toEqual([0, 2, 1, 3, 4, 6, 5, 7])
})

test('an output matrix of its own stands at the end', () => {
  const { config, tensors } = readLlama2c(anOldFile({ vocabulary: -10 }), 'model.bin')
  expect(config.tie_word_embeddings).toBe(false)
  expect(tensors.get('lm_head.weight')!.data[0]).toBe(10 * 8 + 2 * perLayer + 8 + rotation)
})

test('sizes that do not add up to the file are refused', () => {
  expect(() => readLlama2c(anOldFile({ extra: 1 }), 'model.bin')).toThrow('its sizes need')
  expect(() => readLlama2c(anOldFile().subarray(0, 900), 'model.bin')).toThrow('its sizes need')
  expect(() => readLlama2c(new Uint8Array(20), 'model.bin')).toThrow('too short')
})

test('changed headers are refused or read, never worse', () => {
  const file = anOldFile()
  const flips = fc.array(fc.tuple(fc.nat(40), fc.nat(255)), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(flips, fc.nat(file.length), (places, length) => {
      const changed = file.slice(0, Math.max(length, 41))
      for (const [at, value] of places) changed[at] = value
      try {
        readLlama2c(changed, 'model.bin')
      } catch (error) {
        expect(error).toBeInstanceOf(AppError)
      }
    }),
    { numRuns: 1000 },
  )
})
