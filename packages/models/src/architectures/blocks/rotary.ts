import { type GraphBuilder, tensorOf, type Value } from '@plackett/onnx'
import type { ConfigReader } from '../config-reader.ts'
import type { ModelScope } from '../model-scope.ts'

/** Rotary position embeddings (Su et al. 2021): how far each pair of dimensions turns from token to token, in radians. */
export type Rotation = readonly number[]

interface RopeDefaults {
  /** The base of the wavelengths where the config gives none. */
  readonly theta: number
  /** How many dimensions of a head turn. */
  readonly size: number
}

/** The rotation from `rope_parameters` (transformers 5), or from `rope_theta` and `rope_scaling` (published before). */
export function readRotation(config: ConfigReader, { theta: fallback, size }: RopeDefaults): Rotation {
  const parameters = config.part('rope_parameters')
  if (!parameters) {
    const theta = config.number('rope_theta', fallback)
    return rotationOf(config.part('rope_scaling'), theta, size)
  }
  config.raw('rope_theta')
  config.only('rope_scaling', null)
  return rotationOf(parameters, parameters.number('rope_theta', fallback), size)
}

/** Wavelengths from the base, stretched as the part of the config says. */
export function rotationOf(part: ConfigReader | undefined, theta: number, size: number): Rotation {
  const plain = Array.from({ length: size / 2 }, (_, pair) => theta ** ((-2 * pair) / size))
  if (!part) return plain
  const kinds = ['default', 'linear', 'llama3'] as const
  const old = part.raw('type')
  const kind = part.has('rope_type') ? part.choice('rope_type', kinds) : part.choice('type', kinds, 'default')
  if (old !== undefined && old !== kind) part.choice('type', [kind])
  part.only('rope_theta', theta)
  const rotation = kind === 'default' ? plain : kind === 'linear' ? linear(part, plain) : llama3(part, plain)
  part.finish()
  return rotation
}

/** Positions are divided by a factor (Chen et al. 2023). */
function linear(part: ConfigReader, plain: Rotation): Rotation {
  const factor = part.number('factor')
  return plain.map((angle) => angle / factor)
}

/** Llama 3.1: long wavelengths are divided by the factor, short ones kept, those between interpolated. */
function llama3(part: ConfigReader, plain: Rotation): Rotation {
  const factor = part.number('factor')
  const [low, high] = [part.number('low_freq_factor'), part.number('high_freq_factor')]
  const length = part.int('original_max_position_embeddings')
  return plain.map((angle) => {
    const turns = (length * angle) / (2 * Math.PI)
    if (turns > high) return angle
    if (turns < low) return angle / factor
    const share = (turns - low) / (high - low)
    return (1 - share) * (angle / factor) + share * angle
  })
}

export interface RotaryTables {
  /** [tokens, half of what turns] each, or [texts, 1, tokens, half] where each text counts for itself. */
  readonly cos: Value
  readonly sin: Value
}

/**
 * The cosines and sines of all tokens' angles, once for all layers that turn alike. Only distances count, so whole texts are
 * counted by column; those that go on from a memory, each for itself.
 */
export function rotaryTables(m: ModelScope, rotation: Rotation, attentionMask: Value): RotaryTables {
  const { g } = m
  const step = g.constant(tensorOf('float32', [1, rotation.length], Float32Array.from(rotation)))
  const place = m.memory ? g.unsqueeze(m.places(attentionMask), [1, 3]) : g.unsqueeze(m.columns(), [1])
  const position = g.cast(place, 'float32')
  const angle = g.mul(position, step)
  return { cos: g.cos(angle), sin: g.sin(angle) }
}

/** Turns the first dimensions of each head, [texts, heads, tokens, headSize]; dimension i is paired with i + half. */
export function rotate(g: GraphBuilder, x: Value, { cos, sin }: RotaryTables): Value {
  const half = cos.shape.at(-1) as number
  const rest = (x.shape[3] as number) - 2 * half
  const [a, b, kept] = g.split(x, 3, rest > 0 ? [half, half, rest] : [half, half])
  const first = g.sub(g.mul(a!, cos), g.mul(b!, sin))
  const second = g.add(g.mul(b!, cos), g.mul(a!, sin))
  return g.concat([first, second, ...(kept ? [kept] : [])], 3)
}
