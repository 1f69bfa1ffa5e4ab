import type { ConfigReader } from '../config-reader.ts'
import { type Rotation, rotationOf } from './rotary.ts'

/** Models in which some layers see a window only, as configs call the two kinds. */
export const layerTypes = ['sliding_attention', 'full_attention'] as const
export type LayerType = (typeof layerTypes)[number]

interface OldName {
  readonly field: string
  readonly theta: number
}

/** A rotation for each kind of layer: from `rope_parameters` by kind, or from two fields of older configs with their defaults. */
export function readRotations(
  config: ConfigReader,
  { size, full, sliding }: { size: number; full: OldName; sliding: OldName },
): Record<LayerType, Rotation> {
  const parameters = config.part('rope_parameters')
  if (!parameters) {
    const scaling = config.part('rope_scaling')
    return {
      full_attention: rotationOf(scaling, config.number(full.field, full.theta), size),
      sliding_attention: rotationOf(undefined, config.number(sliding.field, sliding.theta), size),
    }
  }
  const of = (type: LayerType, theta: number) => {
    const part = parameters.part(type)
    return rotationOf(part, part?.number('rope_theta', theta) ?? theta, size)
  }
  const rotations = {
    full_attention: of('full_attention', full.theta),
    sliding_attention: of('sliding_attention', sliding.theta),
  }
  parameters.finish()
  return rotations
}
