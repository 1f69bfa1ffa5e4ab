import { z } from 'zod'
import { prompt } from './message.ts'
import { id } from './page.ts'
import { rewardReport } from './training-run.ts'

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
