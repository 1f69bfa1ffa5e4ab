import type { ErrorCode, ErrorDetails, RankingRecord } from '@plackett/contracts'
import type { TrainingProgress, TrainingStage } from '../train-reward-model.types.ts'
import type { RunInput, RunOutcome } from './run-training.ts'

export type ThreadSettings = Omit<RunInput, 'train' | 'heldOut'>

export type ToThread =
  | { kind: 'rankings'; side: 'train' | 'heldOut'; records: readonly RankingRecord[] }
  | { kind: 'run' }

export type FromThread =
  | { kind: 'stage'; stage: TrainingStage }
  | { kind: 'progress'; progress: TrainingProgress }
  | { kind: 'done'; outcome: RunOutcome }
  | { kind: 'refused'; code: ErrorCode; details: ErrorDetails }
  | { kind: 'failed'; error: Error }
