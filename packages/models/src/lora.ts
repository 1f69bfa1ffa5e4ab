import { type Tensor, tensorOf } from '@plackett/onnx'
import type { ParameterSpec } from './parameter.ts'

/**
 * Low-rank adaptation (Hu et al. 2022): a frozen layer x Wᵀ gets (α / r) · (x Aᵀ) Bᵀ beside it, A [r, from] and B [to, r],
 * and only these are trained. B starts at 0, so training starts from the model as it is.
 */
export interface LoraSettings {
  readonly rank: number
  readonly alpha: number
  /** Which linear layers, by the last part of their names, such as `q_proj`; null for all but the head. */
  readonly targets: readonly string[] | null
}

export const loraDefaults: LoraSettings = { rank: 8, alpha: 16, targets: null }

export function isAdapted({ targets }: LoraSettings, layer: string): boolean {
  return targets === null || targets.includes(layer.split('.').at(-1)!)
}

/** A, and B, of a layer, named as peft names them. A starts as torch's Linear does, evenly within 1/√from. */
export function adapterSpecs(
  { rank }: LoraSettings,
  { name, from, to }: { name: string; from: number; to: number },
): [ParameterSpec, ParameterSpec] {
  const trained = { learningRateFactor: 1, decayFactor: 1 }
  return [
    {
      name: `${name}.lora_A.weight`,
      dims: [rank, from],
      initial: { kind: 'uniform', bound: 1 / Math.sqrt(from) },
      ...trained,
    },
    { name: `${name}.lora_B.weight`, dims: [to, rank], initial: { kind: 'constant', value: 0 }, ...trained },
  ]
}

/**
 * The weights of the plain network: W + (α / r) B A in place of each adapted one, which is stored [to, from], or
 * [from, to] where the architecture has turned weights.
 */
export function mergeLora(
  parameters: ReadonlyMap<string, Tensor>,
  { rank, alpha }: LoraSettings,
  isTurned = false,
): Map<string, Tensor> {
  const merged = new Map([...parameters].filter(([name]) => !/\.lora_[AB]\.weight$/.test(name)))
  for (const [name, a] of parameters) {
    const layer = /^(.*)\.lora_A\.weight$/.exec(name)?.[1]
    if (layer === undefined) continue
    const weight = `${layer}.weight`
    const product = productOf(parameters.get(`${layer}.lora_B.weight`)!, a, alpha / rank)
    merged.set(weight, sumOf(merged.get(weight)!, isTurned ? turnedOf(product) : product))
  }
  return merged
}

interface Matrix {
  readonly dims: readonly number[]
  readonly data: Float64Array
}

/** scale · B A */
function productOf(b: Tensor, a: Tensor, scale: number): Matrix {
  const [to, rank] = b.dims as [number, number]
  const from = a.dims[1]!
  const [left, right] = [b.data as Float32Array, a.data as Float32Array]
  const data = new Float64Array(to * from)
  for (let row = 0; row < to; row++)
    for (let inner = 0; inner < rank; inner++) {
      const factor = scale * left[row * rank + inner]!
      for (let column = 0; column < from; column++) data[row * from + column]! += factor * right[inner * from + column]!
    }
  return { dims: [to, from], data }
}

function turnedOf({ dims, data }: Matrix): Matrix {
  const [rows, columns] = dims as [number, number]
  const turned = data.map((_, at) => data[(at % rows) * columns + Math.floor(at / rows)]!)
  return { dims: [columns, rows], data: turned }
}

function sumOf({ dims, data }: Tensor, added: Matrix): Tensor {
  const sum = (data as Float32Array).map((value, at) => value + added.data[at]!)
  return tensorOf('float32', dims, sum)
}
