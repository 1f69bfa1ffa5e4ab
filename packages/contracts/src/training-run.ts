import { z } from 'zod'
import { id, idempotencyKey } from './page.ts'
import { rewardReport } from './reward-report.ts'

export const backbones = ['ngram'] as const
export const objectives = ['pairwise', 'listwise'] as const

/** Settings of a reward-model run; the CLI, the form and the job row share these names. Absent values take the backbone's defaults. */
export const rewardTrainingConfig = z.object({
  backbone: z.enum(backbones).default('ngram'),
  objective: z.enum(objectives).default('pairwise'),
  seed: z.number().int().min(0).default(1),
  epochs: z.number().int().min(1).max(1_000).optional(),
  learningRate: z.number().positive().optional(),
  batchSize: z.number().int().min(1).optional(),
})
export type RewardTrainingConfig = z.infer<typeof rewardTrainingConfig>

export const startTrainingRunInput = z.object({
  projectId: id,
  datasetVersionId: id,
  idempotencyKey,
  name: z.string().trim().max(120).default(''),
  config: rewardTrainingConfig.prefault({}),
})
export type StartTrainingRunInput = z.infer<typeof startTrainingRunInput>

export const trainingRunStatus = z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled'])
export type TrainingRunStatus = z.infer<typeof trainingRunStatus>

/** One point of a run's curves. Losses are means per prompt; accuracies are over strict pairs. */
export const trainingMetric = z.object({
  step: z.number().int(),
  epoch: z.number(),
  trainLoss: z.number(),
  heldOutLoss: z.number().nullable(),
  heldOutAccuracy: z.number().nullable(),
})
export type TrainingMetric = z.infer<typeof trainingMetric>

export const trainingRun = z.object({
  id,
  projectId: id,
  datasetVersionId: id,
  name: z.string(),
  status: trainingRunStatus,
  config: rewardTrainingConfig,
  step: z.number().int(),
  totalSteps: z.number().int().nullable(),
  attempt: z.number().int(),
  report: rewardReport.nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  rewardModelId: id.nullable(),
  createdAt: z.date(),
  startedAt: z.date().nullable(),
  finishedAt: z.date().nullable(),
})
export type TrainingRun = z.infer<typeof trainingRun>

export const trainingMetricsInput = z.object({
  trainingRunId: id,
  /** Only points after this step, for a page that follows a run. */
  afterStep: z.number().int().optional(),
})
export type TrainingMetricsInput = z.infer<typeof trainingMetricsInput>
