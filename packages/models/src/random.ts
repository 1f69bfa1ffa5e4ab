/**
 * Random numbers of one named stream of a seed: the same seed and name give the same numbers on every machine, whatever
 * else is drawn. The generator is sfc32 (C. Doty-Humphrey, PractRand), started from a hash of seed and name.
 */
export class RandomStream {
  readonly #state: [number, number, number, number]
  #spare: number | undefined

  constructor(seed: number, name: string) {
    let hash = fnv1a(`${seed}/${name}`)
    const next = () => {
      hash = (hash + 0x9e3779b9) | 0
      return scramble(hash)
    }
    this.#state = [next(), next(), next(), 1]
    for (let round = 0; round < 16; round++) this.uint32()
  }

  /** A whole number below 2³². */
  uint32(): number {
    const [a, b, c, counter] = this.#state
    const sum = (((a + b) | 0) + counter) | 0
    this.#state[0] = b ^ (b >>> 9)
    this.#state[1] = (c + (c << 3)) | 0
    this.#state[2] = (((c << 21) | (c >>> 11)) + sum) | 0
    this.#state[3] = (counter + 1) | 0
    return sum >>> 0
  }

  /** Uniform in (0, 1), never either end. */
  uniform(): number {
    return (this.uint32() + 0.5) / 2 ** 32
  }

  /** Standard normal, by Box and Muller's transform. */
  normal(): number {
    const spare = this.#spare
    if (spare !== undefined) {
      this.#spare = undefined
      return spare
    }
    const radius = Math.sqrt(-2 * Math.log(this.uniform()))
    const angle = 2 * Math.PI * this.uniform()
    this.#spare = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash
}

/** The finishing step of MurmurHash3: every bit of the input moves every bit of the result. */
function scramble(value: number): number {
  let mixed = value
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}
