import { z } from 'zod'
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
