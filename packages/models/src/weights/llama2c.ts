import { AppError } from '@plackett/contracts'
import { type Tensor, tensorOf } from '@plackett/onnx'

/** A model in the terms of Hugging Face: its config.json and its tensors by name. */
export interface ConvertedModel {
  readonly config: Readonly<Record<string, unknown>>
  readonly tensors: Map<string, Tensor>
}

interface Sizes {
  readonly dim: number
  readonly hidden: number
  readonly layers: number
  readonly heads: number
  readonly keyValueHeads: number
  readonly vocabulary: number
  readonly length: number
  readonly isShared: boolean
}

/** What stands before the numbers, and in which order they come. */
interface Layout {
  readonly sizes: Sizes
  readonly dataStart: number
  readonly isVersionOne: boolean
}

/** "ak42", with which files of version 1 and later begin. */
const magic = 0x616b3432
const sizeLimit = 2 ** 20

/**
 * Reads a model.bin of llama2.c, the oldest format or version 1, both float32. Its queries and keys turn neighbouring
 * dimensions; they are put into the order of Hugging Face, which turns i with i + half. Anything whose sizes do not add up
 * to the file's length is refused with MODEL_FILE_INVALID.
 */
export function readLlama2c(bytes: Uint8Array, place: string): ConvertedModel {
  const refuse = (problem: string): never => {
    throw new AppError('MODEL_FILE_INVALID', { place, problem })
  }
  const layout = readLayout(bytes, refuse)
  const parts = partsOf(layout)
  const numbers = parts.reduce((sum, { dims }) => sum + sizeOf(dims), 0)
  const wanted = layout.dataStart + 4 * numbers
  if (wanted !== bytes.length) refuse(`its sizes need ${wanted} bytes, and the file has ${bytes.length}`)
  // Copied, so that the numbers are aligned wherever the file was read to.
  const data = new Float32Array(new Uint8Array(bytes.subarray(layout.dataStart)).buffer)
  const tensors = new Map<string, Tensor>()
  let at = 0
  for (const part of parts) {
    for (const { name, dims, isTurned } of tensorsOf(part, layout.sizes)) {
      const values = data.subarray(at, at + sizeOf(dims))
      tensors.set(name, tensorOf('float32', dims, isTurned ? halvesOf(values, dims, layout.sizes) : values))
      at += values.length
    }
    if (part.name === null) at += sizeOf(part.dims)
  }
  return { config: configOf(layout.sizes), tensors }
}

function readLayout(bytes: Uint8Array, refuse: (problem: string) => never): Layout {
  if (bytes.length < 28) refuse('it is too short for a llama2.c model')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isNew = view.getUint32(0, true) === magic
  if (isNew && bytes.length < 256) refuse('it is too short for a llama2.c model')
  const version = isNew ? view.getInt32(4, true) : 0
  if (version > 1 || version < 0) refuse(`it is a llama2.c model of version ${version}; supported: 0 and 1, in float32`)
  const field = (at: number) => view.getInt32((isNew ? 8 : 0) + 4 * at, true)
  const [dim, hidden, layers, heads, keyValueHeads, vocabulary, length] = [0, 1, 2, 3, 4, 5, 6].map(field) as Seven
  const sizes: Sizes = {
    dim,
    hidden,
    layers,
    heads,
    keyValueHeads,
    vocabulary: Math.abs(vocabulary),
    length,
    isShared: isNew ? view.getUint8(36) === 1 : vocabulary > 0,
  }
  const isOdd = Object.values(sizes).some((size) => typeof size === 'number' && !(size > 0 && size <= sizeLimit))
  if (isOdd || dim % heads !== 0 || (dim / heads) % 2 !== 0 || heads % keyValueHeads !== 0)
    refuse(`it is no llama2.c model: its sizes are ${Object.values(sizes).join(', ')}`)
  return { sizes, dataStart: isNew ? 256 : 28, isVersionOne: isNew }
}

type Seven = [number, number, number, number, number, number, number]

/** A stretch of numbers: one tensor, or one for each layer; `null` is passed over. */
interface Part {
  readonly name: string | null
  readonly dims: readonly number[]
  readonly isPerLayer?: boolean
  readonly isTurned?: boolean
}

function partsOf({ sizes, isVersionOne }: Layout): Part[] {
  const { dim, hidden, layers, heads, keyValueHeads, vocabulary, length, isShared } = sizes
  const keyValueSize = (dim / heads) * keyValueHeads
  const each = (name: string, ...dims: number[]): Part => ({ name, dims: [layers, ...dims], isPerLayer: true })
  const embeddings: Part = { name: 'model.embed_tokens.weight', dims: [vocabulary, dim] }
  const firstNorms = each('input_layernorm', dim)
  const attention = [
    { ...each('self_attn.q_proj', dim, dim), isTurned: true },
    { ...each('self_attn.k_proj', keyValueSize, dim), isTurned: true },
    each('self_attn.v_proj', keyValueSize, dim),
    each('self_attn.o_proj', dim, dim),
  ]
  const secondNorms = each('post_attention_layernorm', dim)
  const mlp = [each('mlp.gate_proj', hidden, dim), each('mlp.down_proj', dim, hidden), each('mlp.up_proj', hidden, dim)]
  const lastNorm: Part = { name: 'model.norm.weight', dims: [dim] }
  const output: Part[] = isShared ? [] : [{ name: 'lm_head.weight', dims: [vocabulary, dim] }]
  if (isVersionOne) return [firstNorms, secondNorms, lastNorm, embeddings, ...attention, ...mlp, ...output]
  // The oldest files hold the rotation's cosines and sines, which we compute.
  const rotation: Part = { name: null, dims: [2, length, dim / heads / 2] }
  return [embeddings, firstNorms, ...attention, secondNorms, ...mlp, lastNorm, rotation, ...output]
}

function tensorsOf({ name, dims, isPerLayer, isTurned = false }: Part, { layers }: Sizes) {
  if (name === null) return []
  if (!isPerLayer) return [{ name, dims, isTurned }]
  return Array.from({ length: layers }, (_, layer) => {
    return { name: `model.layers.${layer}.${name}.weight`, dims: dims.slice(1), isTurned }
  })
}

/** Rows of each head from (0, 1), (2, 3) … paired to the first half paired with the second. */
function halvesOf(values: Float32Array, [rows, columns]: readonly number[], { dim, heads }: Sizes): Float32Array {
  const size = dim / heads
  const turned = new Float32Array(values.length)
  for (let row = 0; row < rows!; row++) {
    const within = row % size
    const to = row - within + (within % 2) * (size / 2) + Math.floor(within / 2)
    turned.set(values.subarray(row * columns!, (row + 1) * columns!), to * columns!)
  }
  return turned
}

function configOf({ dim, hidden, layers, heads, keyValueHeads, vocabulary, length, isShared }: Sizes) {
  return {
    model_type: 'llama',
    hidden_size: dim,
    intermediate_size: hidden,
    num_hidden_layers: layers,
    num_attention_heads: heads,
    num_key_value_heads: keyValueHeads,
    vocab_size: vocabulary,
    max_position_embeddings: length,
    rms_norm_eps: 1e-5,
    rope_theta: 10_000,
    tie_word_embeddings: isShared,
    hidden_act: 'silu',
  }
}

function sizeOf(dims: readonly number[]): number {
  return dims.reduce((product, dim) => product * dim, 1)
}
