import type { FastifyRequest } from 'fastify'
import type { RewardScorer } from '../model/reward-scorer.types.ts'

export interface ScorePluginOptions {
  /** The scorer of a reference, or of the only production model, for who asks; MODEL_NOT_FOUND and its kin otherwise. */
  resolveModel(reference: string | undefined, request: FastifyRequest): Promise<RewardScorer>
  /** Throws API_KEY_INVALID or FORBIDDEN where the request may not score. Called before the body is read. */
  authenticate(request: FastifyRequest): Promise<void>
  /** Largest body, in bytes; 16 MiB unless given. */
  bodyLimit?: number
  /** Milliseconds after which a request that still waits is refused with OVERLOADED; 30,000 unless given. */
  deadlineMs?: number
}
