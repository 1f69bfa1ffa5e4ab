import { requireThat } from './require-that.ts'

/** Numbers in [0, 1), one a call; the only way that randomness enters this package. */
export type Random = () => number

/**
 * A seeded generator: PCG-XSH-RR with 64 bits of state (O'Neill 2014), two outputs to a number of 53 bits.
 * The same seed (an integer from 0) and stream give the same numbers everywhere.
 */
export function pcg32(seed: number, stream = 0): Random {
  requireThat(Number.isSafeInteger(seed) && seed >= 0, 'A seed must be a whole number from 0.')
  const next = pcg32Bits(seed, stream)
  return () => ((next() >>> 5) * 67_108_864 + (next() >>> 6)) / 9_007_199_254_740_992
}

/** The generator's raw outputs, unsigned integers of 32 bits. */
export function pcg32Bits(seed: number, stream: number): () => number {
  const state = { high: 0, low: 0 }
  const advance = () => multiplyAdd(state, stream >>> 31, ((stream << 1) | 1) >>> 0)
  advance()
  const low = state.low + (seed >>> 0)
  state.high = (state.high + Math.floor(seed / 2 ** 32) + (low > 0xffffffff ? 1 : 0)) >>> 0
  state.low = low >>> 0
  advance()
  return () => {
    const { high, low } = state
    advance()
    // the low half of ((state >> 18) ^ state) >> 27, turned right by the top five bits
    const mixed = (((high >>> 18) ^ high) << 5) | ((((low >>> 18) | (high << 14)) ^ low) >>> 27)
    const turn = high >>> 27
    return ((mixed >>> turn) | (mixed << (-turn & 31))) >>> 0
  }
}

/** state ← state · 6364136223846793005 + increment (mod 2⁶⁴), in halves of 32 bits. */
function multiplyAdd(state: { high: number; low: number }, incrementHigh: number, incrementLow: number): void {
  const { high, low } = state
  const sum = (Math.imul(low, 0x4c957f2d) >>> 0) + incrementLow
  const productHigh = highHalf(low, 0x4c957f2d) + Math.imul(low, 0x5851f42d) + Math.imul(high, 0x4c957f2d)
  state.low = sum >>> 0
  state.high = (productHigh + incrementHigh + (sum > 0xffffffff ? 1 : 0)) >>> 0
}

/** The upper half of the product of two unsigned integers of 32 bits. */
function highHalf(a: number, b: number): number {
  const aLow = a & 0xffff
  const bLow = b & 0xffff
  const middle = (a >>> 16) * bLow + ((aLow * bLow) >>> 16)
  const cross = aLow * (b >>> 16) + (middle & 0xffff)
  return ((a >>> 16) * (b >>> 16) + Math.floor(middle / 65_536) + (cross >>> 16)) >>> 0
}
