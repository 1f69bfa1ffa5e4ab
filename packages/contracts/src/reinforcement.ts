import { z } from 'zod'

export const reinforcementAlgorithms = ['grpo', 'rloo'] as const

/**
 * How a policy learns from rewards. A round writes `groupSize` completions to each of `promptsPerRound` prompts, asks for
 * their rewards, and learns from them `iterations` times.
 */
export const reinforcementConfig = z.object({
  algorithm: z.enum(reinforcementAlgorithms).default('grpo'),
  rounds: z.int().min(1).max(100_000).default(60),
  promptsPerRound: z.int().min(1).max(1_024).default(8),
  groupSize: z.int().min(2).max(256).default(8),
  /** Optimizer steps over the same samples; the ratio to the policy that wrote them is clipped. */
  iterations: z.int().min(1).max(16).default(1),
  maxTokens: z.int().min(1).max(8_192).default(48),
  temperature: z.number().gt(0).max(10).default(1),
  learningRate: z.number().gt(0).max(1).default(3e-4),
  schedule: z.enum(['constant', 'linear', 'cosine']).default('constant'),
  warmupRounds: z.int().min(0).default(0),
  /** The weight of the KL divergence to the policy that it began as. */
  beta: z.number().min(0).max(100).default(0.04),
  /** RLOO only: nats a completion at which the weight of the KL is kept by adapting it (Ziegler et al. 2019); null leaves it. */
  klTarget: z.number().gt(0).nullable().default(null),
  clipLow: z.number().gt(0).max(1).default(0.2),
  clipHigh: z.number().gt(0).max(10).default(0.2),
  /** Taken off the reward for each token beyond `lengthFree`. */
  lengthPenalty: z.number().min(0).default(0),
  lengthFree: z.int().min(0).default(0),
  /** Taken off the reward of a completion that did not end by itself. */
  unendedPenalty: z.number().min(0).default(0),
  /** The run ends early when a round's mean KL, in nats a completion, is above; null for never. */
  klLimit: z.number().gt(0).nullable().default(null),
  /** … or when the mean entropy of a token, as the samples estimate it, is below. */
  entropyFloor: z.number().gt(0).nullable().default(null),
  /** Null trains all weights. */
  loraRank: z.int().min(1).max(1_024).nullable().default(null),
  evaluateEvery: z.int().min(1).default(10),
  seed: z.int().min(0).default(1),
})
export type ReinforcementConfig = z.infer<typeof reinforcementConfig>

/** One round, as means over its completions. Rewards are as given, before penalties. */
export interface ReinforcementRound {
  round: number
  reward: number
  rewardDeviation: number
  /** After penalties: what was learnt from. */
  objective: number
  /** To the policy that it began as, in nats a completion, by k1 on the samples. */
  kl: number
  /** Nats a token, by the samples. */
  entropy: number
  tokens: number
  /** Completions that ended by themselves. */
  endedShare: number
  /** Different word pairs among all word pairs. */
  distinct2: number
  /** Words that stood among the four before. */
  repetition: number
  clippedShare: number
  gradientNorm: number
  loss: number
  beta: number
}

/** The policy at a round, on prompts and seeds that stay the same. */
export interface ReinforcementEvaluation {
  round: number
  reward: number
  /** Of a second judge that the policy does not learn from; null where there is none. */
  gold: number | null
  kl: number
  tokens: number
  distinct2: number
  samples: { prompt: string; completion: string; reward: number; gold: number | null }[]
}

export interface ReinforcementReport {
  config: ReinforcementConfig
  rounds: ReinforcementRound[]
  evaluations: ReinforcementEvaluation[]
  /** Which evaluation's weights were kept: the best by gold (by reward without one) within the KL limit. */
  best: number
  /** Why it ended before its last round; null where it did not. */
  stoppedBy: 'kl' | 'entropy' | null
}
