import type {
  ErrorCode,
  ErrorDetails,
  ReinforcementEvaluation,
  ReinforcementReport,
  ReinforcementRound,
} from '@plackett/contracts'
import type { JudgedItem, Judgement } from './judge.ts'
import type { RunInput } from './run-reinforcement.ts'

export interface ThreadSettings extends RunInput {
  /** One shared number; 1 asks the run to end. Shared, because a thread that computes reads no messages. */
  readonly stop: Int32Array
}

export type ToThread =
  | { kind: 'judged'; id: number; judgement: Judgement }
  | { kind: 'not-judged'; id: number; code: ErrorCode | null; details: ErrorDetails; message: string }

export type FromThread =
  | { kind: 'judge'; id: number; items: readonly JudgedItem[]; withGold: boolean }
  | { kind: 'round'; round: ReinforcementRound }
  | { kind: 'evaluation'; evaluation: ReinforcementEvaluation }
  | { kind: 'done'; report: ReinforcementReport; files: Record<string, Uint8Array> }
  | { kind: 'stopped' }
  | { kind: 'refused'; code: ErrorCode; details: ErrorDetails }
  | { kind: 'failed'; error: Error }
