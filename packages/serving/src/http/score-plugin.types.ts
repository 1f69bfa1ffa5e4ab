import type { FastifyRequest } from 'fastify'
import type { ServingMetrics } from '../metrics/serving-metrics.ts'
import type { RewardScorer } from '../model/reward-scorer.types.ts'
import type { DialectName } from './dialects/dialect.ts'

export interface ScorePluginOptions {
  /** The scorer of a reference, or of the only production model, for who asks; MODEL_NOT_FOUND and its kin otherwise. */
  resolveModel(reference: string | undefined, request: FastifyRequest): Promise<RewardScorer>
  /** References of the models that who asks may use. */
  listModels(request: FastifyRequest): Promise<string[]>
  /** Throws API_KEY_INVALID or FORBIDDEN where the request may not score. Called before the body is read. */
  authenticate(request: FastifyRequest): Promise<void>
  /** The wire protocols to speak; all of them unless given. */
  dialects?: readonly DialectName[]
  /** Largest body, in bytes; 16 MiB unless given. */
  bodyLimit?: number
  /** Milliseconds after which a request that still waits is refused with OVERLOADED; 30,000 unless given. */
  deadlineMs?: number
  /** Counts what is asked, and shows it at `GET /metrics`. */
  metrics?: ServingMetrics
}
