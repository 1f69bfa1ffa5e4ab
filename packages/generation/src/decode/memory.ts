import type { RememberedLayer } from '@plackett/models'
import { Tensor } from 'onnxruntime-node'

/** Keys and values by the name of the graph's output, [texts, heads, width, headSize] each. */
type Parts = ReadonlyMap<string, Float32Array>

/**
 * What is remembered of texts in the making. Texts stand with their ends in line; what a shorter one lacks stands on its
 * left and is masked. Texts can leave and others join between two runs.
 */
export class Memory {
  readonly #layers: readonly RememberedLayer[]
  readonly #parts: Parts
  /** How many columns the parts hold. */
  readonly #held: number
  /** Tokens of each text, those of the run to come included. */
  readonly lengths: readonly number[]
  /** Columns, those of the run to come included. */
  readonly width: number

  static empty(layers: readonly RememberedLayer[], lengths: readonly number[]): Memory {
    const parts = new Map(layers.flatMap(({ key, value }) => [key, value].map((name) => [name, new Float32Array(0)])))
    return new Memory(layers, { parts, held: 0, lengths, width: 0 })
  }

  private constructor(
    layers: readonly RememberedLayer[],
    { parts, held, lengths, width }: { parts: Parts; held: number; lengths: readonly number[]; width: number },
  ) {
    this.#layers = layers
    this.#parts = parts
    this.#held = held
    this.lengths = lengths
    this.width = width
  }

  /** With room for so many more tokens of each text. */
  grown(more: readonly number[]): Memory {
    const lengths = this.lengths.map((length, text) => length + more[text]!)
    return new Memory(this.#layers, { ...this.#state(), lengths, width: this.#held + Math.max(...more) })
  }

  /** 1 for text and 0 for padding, [texts, width]. */
  mask(): BigInt64Array {
    const mask = new BigInt64Array(this.lengths.length * this.width)
    for (const [text, length] of this.lengths.entries()) {
      mask.fill(1n, (text + 1) * this.width - length, (text + 1) * this.width)
    }
    return mask
  }

  /** What the graph is fed. */
  inputs(): Record<string, Tensor> {
    const texts = this.lengths.length
    return Object.fromEntries(
      this.#layers.flatMap(({ heads, headSize, key, value, pastKey, pastValue }) => {
        const dims = [texts, heads, this.#held, headSize]
        return [
          [pastKey, new Tensor('float32', this.#parts.get(key)!, dims)],
          [pastValue, new Tensor('float32', this.#parts.get(value)!, dims)],
        ]
      }),
    )
  }

  /** As the run left it. */
  after(results: Readonly<Record<string, { data: unknown }>>): Memory {
    const parts = new Map([...this.#parts.keys()].map((name) => [name, results[name]!.data as Float32Array]))
    return new Memory(this.#layers, { parts, held: this.width, lengths: this.lengths, width: this.width })
  }

  /** Some of the texts only, without columns that nobody needs any more. */
  kept(texts: readonly number[]): Memory {
    const lengths = texts.map((text) => this.lengths[text]!)
    const width = Math.max(0, ...lengths)
    const rows = texts.map((text) => ({ memory: this as Memory, text }))
    return Memory.#gathered(this.#layers, { rows, lengths, width })
  }

  /** The texts of both, this one's first. */
  joined(other: Memory): Memory {
    const lengths = [...this.lengths, ...other.lengths]
    const rows = [this as Memory, other].flatMap((memory) => memory.lengths.map((_, text) => ({ memory, text })))
    return Memory.#gathered(this.#layers, { rows, lengths, width: Math.max(this.#held, other.#held) })
  }

  static #gathered(
    layers: readonly RememberedLayer[],
    { rows, lengths, width }: { rows: { memory: Memory; text: number }[]; lengths: number[]; width: number },
  ): Memory {
    const parts = new Map<string, Float32Array>()
    for (const { heads, headSize, key, value } of layers) {
      for (const name of [key, value]) {
        const part = new Float32Array(rows.length * heads * width * headSize)
        for (const [at, { memory, text }] of rows.entries()) {
          for (let head = 0; head < heads; head++) {
            memory.#copy(part, { name, text: text * heads + head, at: at * heads + head, width, headSize })
          }
        }
        parts.set(name, part)
      }
    }
    return new Memory(layers, { parts, held: width, lengths, width })
  }

  /** The last columns of one head of one text, to the end of its place in a part of another width. */
  #copy(
    to: Float32Array,
    { name, text, at, width, headSize }: { name: string; text: number; at: number; width: number; headSize: number },
  ): void {
    const columns = Math.min(width, this.#held)
    const end = (text + 1) * this.#held * headSize
    const rows = this.#parts.get(name)!.subarray(end - columns * headSize, end)
    to.set(rows, ((at + 1) * width - columns) * headSize)
  }

  #state() {
    return { parts: this.#parts, held: this.#held }
  }
}
