import { z } from 'zod'
import { prompt } from './message.ts'
import { id } from './page.ts'
import { pairedDifference, rewardReport } from './reward-report.ts'

export const modelStage = z.enum(['candidate', 'production', 'archived'])
export type ModelStage = z.infer<typeof modelStage>

/** A registered version. `reference` is `name@version`, as programs ask for it. */
export const rewardModel = z.object({
  id,
  projectId: id,
  name: z.string(),
  version: z.number().int(),
  reference: z.string(),
  stage: modelStage,
  backbone: z.string(),
  artefactHash: z.string(),
  report: rewardReport,
  datasetVersionId: id.nullable(),
  trainingRunId: id.nullable(),
  createdAt: z.date(),
  promotedAt: z.date().nullable(),
})
export type RewardModel = z.infer<typeof rewardModel>

/** Several completions of one prompt, to be scored by a registered version (the playground). */
export const scoreCompletionsInput = z.object({
  rewardModelId: id,
  prompt,
  completions: z.array(z.string().max(200_000)).min(1).max(64),
})
export type ScoreCompletionsInput = z.infer<typeof scoreCompletionsInput>

export const compareRewardModelsInput = z.object({ firstId: id, secondId: id })
export type CompareRewardModelsInput = z.infer<typeof compareRewardModelsInput>

/** How two versions do on the same rankings; `difference` is null where their reports are about different ones. */
export const rewardModelComparison = z.object({
  first: rewardModel,
  second: rewardModel,
  difference: pairedDifference.nullable(),
})
export type RewardModelComparison = z.infer<typeof rewardModelComparison>

/** One completion, of which each part's share in its reward is wanted. */
export const explainCompletionInput = z.object({
  rewardModelId: id,
  prompt,
  completion: z.string().max(200_000),
})
export type ExplainCompletionInput = z.infer<typeof explainCompletionInput>

/** Parts make up the completion. `effect`: the reward less the one without the part; null where that could not be had. */
export const explanation = z.object({
  model: z.string(),
  reward: z.number(),
  parts: z.array(z.object({ text: z.string(), effect: z.number().nullable() })),
})
export type Explanation = z.infer<typeof explanation>
