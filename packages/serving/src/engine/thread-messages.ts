import type { ErrorCode, ErrorDetails } from '@plackett/contracts'
import type { ModelFiles } from '@plackett/models'
import type { ScoreItem } from '../model/reward-scorer.types.ts'

export interface ThreadSettings {
  /** Where the files are from, for messages. */
  place: string
  files: ModelFiles
  /** Threads that onnxruntime may use within one run; 1 unless given. */
  threads?: number
}

export type ToThread = { kind: 'batch'; batch: number; items: readonly ScoreItem[] } | { kind: 'close' }

/**
 * Rewards of a batch, NaN or infinite where the model failed, which of its texts were longer than is read, and how many
 * tokens (n-grams, for a model of those) were read of each.
 */
export interface BatchScores {
  rewards: Float64Array
  isTruncated: boolean[]
  tokens: number[]
  /** Why the model does not take a prompt; null where it does, and absent where it takes all. */
  problems?: readonly (string | null)[]
  /** Tokens of all tensors together, padding included. */
  slots: number
}

export type FromThread =
  | { kind: 'ready'; modelHash: string; seed: number }
  | { kind: 'refused'; code: ErrorCode; details: ErrorDetails }
  | { kind: 'scores'; batch: number; scores: BatchScores }
  | { kind: 'failed'; batch: number; error: Error }
