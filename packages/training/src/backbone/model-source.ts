import type { TextSettings } from '@plackett/models'
import type { Tensor } from '@plackett/onnx'

/** Where a transformer comes from: a folder, or a size that starts from nothing. */
export interface ModelSource {
  /** What reports call it. */
  readonly name: string
  /** What errors call it. */
  readonly place: string
  /** Its config.json, as Hugging Face writes it. */
  readonly architecture: Record<string, unknown>
  readonly tokenizer: Uint8Array
  readonly text: TextSettings
  /** Its weights by the names of its files; null where all start anew. */
  readonly tensors: ReadonlyMap<string, Tensor> | null
}
