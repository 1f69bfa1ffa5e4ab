import type { ErrorCode, ErrorDetails } from '@plackett/contracts'
import type { Generated, GenerationRequest } from './policy.types.ts'
import type { PolicySettings } from './policy-session.ts'

export interface ThreadSettings extends PolicySettings {
  /** The policy's folder. */
  readonly directory: string
}

export type ToThread =
  | { kind: 'generate'; id: number; request: GenerationRequest; isWatched: boolean }
  | { kind: 'abort'; id: number }
  | { kind: 'close' }

export type FromThread =
  | { kind: 'ready' }
  | { kind: 'text'; id: number; text: string }
  | { kind: 'done'; id: number; generated: Generated }
  /** Without an id: the policy could not be opened. */
  | { kind: 'refused'; id: number | null; code: ErrorCode; details: ErrorDetails }
  | { kind: 'failed'; id: number; error: Error }
