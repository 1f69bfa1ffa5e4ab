import type { Prompt, ScoreResult } from '@plackett/contracts'

export interface ScoreItem {
  prompt: Prompt
  completion: string
}

/** A loaded reward model, whose session lives in a thread of its own. */
export interface RewardScorer {
  /** `name@version`, as answers name it. */
  readonly reference: string
  /** One result per item, in order. What cannot be scored has a null reward and an error; it fails nothing else. */
  score(items: readonly ScoreItem[], options?: { signal?: AbortSignal }): Promise<ScoreResult[]>
  /** Ends the thread, after what was asked of it already. */
  close(): Promise<void>
}
