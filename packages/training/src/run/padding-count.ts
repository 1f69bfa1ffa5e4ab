import type { Tensors } from '../backbone/backbone.ts'

/** Counts which share of the tokens that were computed is padding. */
export class PaddingCount {
  #tokens = 0
  #text = 0

  add({ attention_mask: mask }: Tensors): void {
    if (!mask) return
    this.#tokens += mask.data.length
    for (const each of mask.data) this.#text += Number(each)
  }

  /** 0 before anything was counted. */
  get share(): number {
    return this.#tokens === 0 ? 0 : 1 - this.#text / this.#tokens
  }
}
