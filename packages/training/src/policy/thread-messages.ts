import type { ErrorCode, ErrorDetails } from '@plackett/contracts'
import type { TrainingProgress, TrainingStage } from '../train-reward-model.types.ts'
import type { PolicyRunInput, PolicyRunOutcome } from './run-policy-training.ts'

export interface PolicyThreadSettings extends Omit<PolicyRunInput, 'signal'> {
  /** One shared number; 1 asks the run to end. Shared, because a thread that computes reads no messages. */
  stop: Int32Array
}

export type FromPolicyThread =
  | { kind: 'stage'; stage: TrainingStage }
  | { kind: 'progress'; progress: TrainingProgress }
  | { kind: 'done'; outcome: PolicyRunOutcome }
  | { kind: 'stopped' }
  | { kind: 'refused'; code: ErrorCode; details: ErrorDetails }
  | { kind: 'failed'; error: Error }
