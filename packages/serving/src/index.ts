export type { RewardScorer, ScoreItem } from './reward-scorer.types.ts'
export type { ScorePluginOptions } from './score-plugin.types.ts'
