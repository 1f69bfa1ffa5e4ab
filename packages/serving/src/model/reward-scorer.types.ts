import type { Prompt, ScoreResult } from '@plackett/contracts'

export interface ScoreItem {
  /** No messages at all: the completion is a whole text, which could not be told apart from its prompt. */
  prompt: Prompt
  completion: string
}

export interface ScoreOptions {
  /** Whoever asked has gone, or has waited long enough: what nobody else wants is not computed any more. */
  signal?: AbortSignal
  /** Comes after what people wait for. */
  isBulk?: boolean
  /** Told, once, how many tokens the model reads of all items together. */
  onRead?(tokens: number): void
}

/** A loaded reward model, whose session lives in a thread of its own. */
export interface RewardScorer {
  /** `name@version`, as answers name it. */
  readonly reference: string
  /**
   * One result per item, in order. What cannot be scored has a null reward and an error; it fails nothing else. Throws
   * OVERLOADED where more waits already than can be done soon, and the signal's reason.
   */
  score(items: readonly ScoreItem[], options?: ScoreOptions): Promise<ScoreResult[]>
  /** The model that answers these items, where that depends on them. */
  route?(items: readonly ScoreItem[]): RewardScorer
  /** Ends the thread, after what was asked of it already. */
  close(): Promise<void>
}
