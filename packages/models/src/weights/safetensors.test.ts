import { AppError } from '@plackett/contracts'
import { type Tensor, tensorFrom, tensorOf } from '@plackett/onnx'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSafetensors, writeSafetensors } from './safetensors.ts'
import { widen } from './widen.ts'

const tensors = new Map<string, Tensor>([
  ['b.weight', tensorFrom('float32', [2, 3], [1, 2, 3, 4, 5, 6])],
  ['a.ids', tensorFrom('int64', [2], [7, -8])],
  ['c.half', tensorOf('float16', [3], new Uint16Array([0x3c00, 0xc000, 0x0001]))],
  ['d.empty', tensorFrom('float32', [0, 4], [])],
  ['e.flag', tensorFrom('bool', [], [1])],
])

function fileOf(header: unknown, data = new Uint8Array(0)): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header))
  const bytes = new Uint8Array(8 + text.length + data.length)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true)
  bytes.set(text, 8)
  bytes.set(data, 8 + text.length)
  return bytes
}

function problemOf(bytes: Uint8Array): string | undefined {
  try {
    readSafetensors(bytes, 'model.safetensors')
    return undefined
  } catch (error) {
    expect(error).toBeInstanceOf(AppError)
    expect((error as AppError).code).toBe('MODEL_FILE_INVALID')
    return (error as AppError).message
  }
}

test('tensors come back as they were written', () => {
  const read = readSafetensors(writeSafetensors(tensors, { format: 'pt' }), 'x')
  expect(new Map([...read.tensors].sort())).toEqual(new Map([...tensors].sort()))
  expect(read.metadata).toEqual({ format: 'pt' })
})

test('a file that does not lie on the boundaries of its numbers is read all the same', () => {
  const written = writeSafetensors(tensors)
  for (let shift = 0; shift < 8; shift++) {
    const shifted = new Uint8Array(written.length + shift)
    shifted.set(written, shift)
    expect(readSafetensors(shifted.subarray(shift), 'x').tensors.get('a.ids')).toEqual(tensors.get('a.ids'))
  }
})

const one = (entry: object) => ({ w: { dtype: 'F32', shape: [2], data_offsets: [0, 8], ...entry } })
const eight = new Uint8Array(8)
const broken: [string, Uint8Array, string][] = [
  ['nothing', new Uint8Array(3), 'too short'],
  ['a header beyond the file', new Uint8Array([255, 255, 255, 255, 255, 255, 255, 127, 0]), 'claims'],
  ['no JSON', fileOf('{"w":'), 'not JSON'],
  ['a list', fileOf([]), 'not a JSON object'],
  ['an unknown type', fileOf(one({ dtype: 'F8_E4M3' }), eight), 'w has the element type "F8_E4M3"'],
  ['a type of the prototype', fileOf(one({ dtype: 'constructor' }), eight), 'w has the element type "constructor"'],
  ['a negative length', fileOf(one({ shape: [-2] }), eight), 'w has the shape [-2]'],
  ['a huge shape', fileOf(one({ shape: [2 ** 50, 2 ** 50] }), eight), 'w has 8 bytes where'],
  ['a place of three', fileOf(one({ data_offsets: [0, 4, 8] }), eight), 'w has the place'],
  ['a place beyond the end', fileOf(one({ data_offsets: [1e15, 1e15 + 8] }), eight), 'a gap before w'],
  ['a file cut short', fileOf(one({}), eight.subarray(0, 4)), 'may be cut short'],
  ['bytes left over', fileOf(one({}), new Uint8Array(12)), 'may be cut short'],
  [
    'an overlap',
    fileOf({ ...one({}), v: { dtype: 'F32', shape: [2], data_offsets: [4, 12] } }, new Uint8Array(12)),
    'v overlaps',
  ],
  ['metadata of numbers', fileOf({ __metadata__: { a: 1 } }), 'metadata'],
]
test.each(broken)('%s is refused, and said to be so', (_, bytes, problem) => {
  expect(problemOf(bytes)).toContain(problem)
})

test('changed bytes are refused or read, never worse', () => {
  const bytes = writeSafetensors(tensors)
  const flips = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(flips, fc.nat(bytes.length), (places, length) => {
      const changed = bytes.slice()
      for (const [at, value] of places) changed[at] = value
      problemOf(changed)
      problemOf(changed.subarray(0, length))
    }),
    { numRuns: 2000 },
  )
})

test('half precision becomes the same numbers in float32', () => {
  const halves = new Uint16Array([0x3c00, 0xc000, 0x0001, 0x7bff, 0x8000, 0x7c00, 0x7e00])
  const numbers = widen(tensorOf('float16', [7], halves), 'w', 'x').data
  expect(Array.from(numbers, Number)).toEqual([1, -2, 2 ** -24, 65504, -0, Number.POSITIVE_INFINITY, Number.NaN])
  const brain = widen(tensorOf('bfloat16', [2], new Uint16Array([0x3f80, 0xc049])), 'w', 'x').data
  expect(Array.from(brain, Number)).toEqual([1, -3.140625])
  expect(() => widen(tensorFrom('int64', [1], [1]), 'w', 'model.safetensors')).toThrow('the weight w is of int64')
})
