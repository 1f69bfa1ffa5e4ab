import type { ErrorCode, ErrorDetails, RankingRecord } from '@plackett/contracts'
import type { TrainingProgress, TrainingStage } from '../train-reward-model.types.ts'
import type { RunInput, RunOutcome } from './run-training.ts'

export interface ThreadSettings extends Omit<RunInput, 'train' | 'heldOut' | 'signal'> {
  /** One shared number; 1 asks the run to end. Shared, because a thread that computes reads no messages. */
  stop: Int32Array
}

export type ToThread =
  | { kind: 'rankings'; side: 'train' | 'heldOut'; records: readonly RankingRecord[] }
  | { kind: 'run' }

export type FromThread =
  | { kind: 'stage'; stage: TrainingStage }
  | { kind: 'progress'; progress: TrainingProgress }
  | { kind: 'done'; outcome: RunOutcome }
  | { kind: 'stopped' }
  | { kind: 'refused'; code: ErrorCode; details: ErrorDetails }
  | { kind: 'failed'; error: Error }
