import { RandomStream, readArchitecture, readLlama2c } from '@plackett/models'
import { expect, test } from 'vitest'
import { largestDifference, numbersOf } from './support/differences.ts'
import { feedsOf, logitsRunnerOf } from './support/language-model.ts'
import { describeReference, readBytes } from './support/reference.ts'

const [dim, hidden, layers, heads, keyValueHeads, vocabulary, length] = [16, 24, 2, 4, 2, 12, 8]
const size = dim / heads
const ids = [3, 11, 0, 7, 7]

type Matrix = number[]
interface Layer {
  norm: Matrix
  q: Matrix
  k: Matrix
  v: Matrix
  o: Matrix
  mlpNorm: Matrix
  gate: Matrix
  down: Matrix
  up: Matrix
}

const random = new RandomStream(5, 'llama2c')
const draw = (count: number, scale: number, middle = 0) =>
  Array.from({ length: count }, () => Math.fround(middle + scale * random.normal()))

const embeddings = draw(vocabulary * dim, 1)
const lastNorm = draw(dim, 0.2, 1)
const weights = Array.from(
  { length: layers },
  (): Layer => ({
    norm: draw(dim, 0.2, 1),
    q: draw(dim * dim, 0.3),
    k: draw(keyValueHeads * size * dim, 0.3),
    v: draw(keyValueHeads * size * dim, 0.3),
    o: draw(dim * dim, 0.3),
    mlpNorm: draw(dim, 0.2, 1),
    gate: draw(hidden * dim, 0.3),
    down: draw(hidden * dim, 0.3),
    up: draw(hidden * dim, 0.3),
  }),
)

/** Rows of a matrix times a vector. */
function times(matrix: Matrix, x: Matrix): Matrix {
  const row = (at: number) => x.reduce((sum, value, column) => sum + matrix[at * x.length + column]! * value, 0)
  return Array.from({ length: matrix.length / x.length }, (_, at) => row(at))
}

function normed(x: Matrix, scale: Matrix): Matrix {
  const root = Math.sqrt(x.reduce((sum, value) => sum + value * value, 0) / x.length + 1e-5)
  return x.map((value, at) => (value / root) * scale[at]!)
}

/** As llama2.c turns: neighbours, by 10000^(−2i/size) a token. */
function turned(x: Matrix, position: number): Matrix {
  return x.map((value, at) => {
    const within = at % size
    const angle = position * 10_000 ** (-(within - (within % 2)) / size)
    const other = x[within % 2 === 0 ? at + 1 : at - 1]!
    return value * Math.cos(angle) + (within % 2 === 0 ? -other : other) * Math.sin(angle)
  })
}

/** The logits of the last token, written out by the definition in float64. */
function reference(): Matrix {
  const caches = weights.map(() => ({ keys: [] as Matrix[], values: [] as Matrix[] }))
  let logits: Matrix = []
  for (const [position, id] of ids.entries()) {
    let x = embeddings.slice(id * dim, (id + 1) * dim)
    for (const [at, layer] of weights.entries()) {
      const { keys, values } = caches[at]!
      const first = normed(x, layer.norm)
      const query = turned(times(layer.q, first), position)
      keys.push(turned(times(layer.k, first), position))
      values.push(times(layer.v, first))
      const mixed = query.map((_, place) => {
        const head = Math.floor(place / size)
        const group = Math.floor(head / (heads / keyValueHeads)) * size
        const part = query.slice(head * size, (head + 1) * size)
        const scores = keys.map(
          (key) => part.reduce((sum, value, i) => sum + value * key[group + i]!, 0) / Math.sqrt(size),
        )
        const exponents = scores.map((score) => Math.exp(score))
        const total = exponents.reduce((sum, value) => sum + value, 0)
        return values.reduce((sum, value, t) => sum + (exponents[t]! / total) * value[group + (place % size)]!, 0)
      })
      x = x.map((value, i) => value + times(layer.o, mixed)[i]!)
      const second = normed(x, layer.mlpNorm)
      const up = times(layer.up, second)
      const inner = times(layer.gate, second).map((value, i) => (value / (1 + Math.exp(-value))) * up[i]!)
      x = x.map((value, i) => value + times(layer.down, inner)[i]!)
    }
    logits = times(embeddings, normed(x, lastNorm))
  }
  return logits
}

function fileOf(isVersionOne: boolean): Uint8Array {
  const all = (part: keyof Layer) => weights.flatMap((layer) => layer[part])
  const attention = [all('q'), all('k'), all('v'), all('o')]
  const mlp = [all('gate'), all('down'), all('up')]
  const parts = isVersionOne
    ? [all('norm'), all('mlpNorm'), lastNorm, embeddings, ...attention, ...mlp]
    : [embeddings, all('norm'), ...attention, all('mlpNorm'), ...mlp, lastNorm, draw(length * size, 1)]
  const start = isVersionOne ? 256 : 28
  const bytes = new Uint8Array(start + 4 * parts.flat().length)
  const sizes = [dim, hidden, layers, heads, keyValueHeads, vocabulary, length]
  new Int32Array(bytes.buffer, 0, 9).set(isVersionOne ? [0x616b3432, 1, ...sizes] : sizes)
  if (isVersionOne) bytes[36] = 1
  new Float32Array(bytes.buffer, start).set(parts.flat())
  return bytes
}

test.each([false, true])(
  'a llama2.c file gives the logits of its definition, version one: %s',
  async (isVersionOne) => {
    const place = 'model.bin'
    const { config, tensors } = readLlama2c(fileOf(isVersionOne), place)
    const run = await logitsRunnerOf({ architecture: readArchitecture(config, place), place, tensors })
    const logits = await run(feedsOf(ids))
    expect(largestDifference(numbersOf(logits).slice(-vocabulary), reference())).toBeLessThan(2e-5)
  },
)

describeReference('data/stories260k', () => {
  test('its model tells the story that llama2.c tells', async () => {
    const place = 'stories260K.bin'
    const { config, tensors } = readLlama2c(readBytes('data/stories260k', place), place)
    const run = await logitsRunnerOf({ architecture: readArchitecture(config, place), place, tensors })
    const pieces = piecesOf(readBytes('data/stories260k/tok512.bin'))
    const told = [1]
    for (let step = 0; step < 60; step++) {
      const logits = numbersOf(await run(feedsOf(told))).slice(-pieces.length)
      told.push(logits.indexOf(Math.max(...logits)))
    }
    const story = told.slice(1).map((id) => pieces[id])
    expect(story.join('').trim()).toMatch(
      /^Once upon a time, there was a little girl named Lily\. She loved to play outside in the park\. One day, she saw a big, red ball\./,
    )
  })
})

/** The texts of a llama2.c tokenizer: the longest's length, then score, length and bytes of each. */
function piecesOf(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const pieces: string[] = []
  for (let at = 4; at < bytes.length; ) {
    const end = at + 8 + view.getInt32(at + 4, true)
    pieces.push(new TextDecoder().decode(bytes.subarray(at + 8, end)))
    at = end
  }
  return pieces
}
