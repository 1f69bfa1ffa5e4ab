import { z } from 'zod'
import { id, idempotencyKey } from './page.ts'
import { rewardReport } from './reward-report.ts'

/** What a reward can be put on without any files: n-grams, or a transformer that starts from nothing. */
export const builtInBackbones = ['ngram', 'tiny', 'small'] as const
export function isBuiltInBackbone(backbone: string): boolean {
  return (builtInBackbones as readonly string[]).includes(backbone)
}

/** Pairs or whole rankings; and with ties as an outcome of their own: pairs by Davidson or Rao and Kupper, rankings by Davidson–Luce. */
export const objectives = ['pairwise', 'listwise', 'davidson', 'rao-kupper', 'davidson-luce'] as const
export const schedules = ['constant', 'linear', 'cosine'] as const
export const poolingNames = ['first', 'mean', 'last'] as const

/** What only the pairwise objective has. */
const pairwiseSettings = {
  /** How far apart the rewards of neighbours in rank shall be; more for texts that are more ranks apart. */
  margin: z.number().min(0).max(100).optional(),
  /** How often a preference is taken to be the other way round. */
  labelSmoothing: z.number().min(0).max(0.49).optional(),
  /** How strongly rewards are kept around 0. */
  centring: z.number().min(0).max(100).optional(),
}

/** What only a transformer has. */
const transformerSettings = {
  /** Tokens of the longest text; longer ones are cut. */
  maxLength: z.number().int().min(8).max(131_072).optional(),
  /** On which side texts that are too long are cut. */
  truncation: z.enum(['left', 'right']).optional(),
  /** What is made of the hidden states of a text; encoders only. */
  pooling: z.enum(poolingNames).optional(),
  /** The rank of low-rank adapters, which are then trained in place of the weights. */
  lora: z.number().int().min(1).max(1_024).optional(),
  /** What keeps its weights: the embeddings, these with so many of the lowest layers, or all but the head. */
  freeze: z.union([z.enum(['embeddings', 'backbone']), z.number().int().min(1).max(1_024)]).optional(),
  /** How the learning rate goes on after the warm-up. */
  schedule: z.enum(schedules).optional(),
  /** Share of the steps in which the learning rate rises. */
  warmup: z.number().min(0).max(1).optional(),
  weightDecay: z.number().min(0).max(1).optional(),
}

/**
 * Settings of a reward-model run; the CLI, the form and the job row share these names. Absent values take the backbone's defaults,
 * which depend on its size and on the data.
 */
export const rewardTrainingConfig = z
  .object({
    /** One of `builtInBackbones`, or a folder with a model as Hugging Face writes it. */
    backbone: z.string().trim().min(1).max(1_000).default('ngram'),
    objective: z.enum(objectives).default('pairwise'),
    seed: z.number().int().min(0).default(1),
    epochs: z.number().int().min(1).max(1_000).optional(),
    learningRate: z.number().positive().optional(),
    /** Rankings of a step. */
    batchSize: z.number().int().min(1).optional(),
    /** Whether the learning rate is chosen by trying several on a part of the training data. */
    search: z.boolean().optional(),
    /** Whether the report tells how accuracy grows with the data, which takes three smaller runs. */
    learningCurve: z.boolean().optional(),
    ...pairwiseSettings,
    ...transformerSettings,
  })
  .superRefine((config, context) => {
    if (config.objective === 'pairwise') return
    for (const name of Object.keys(pairwiseSettings) as (keyof typeof pairwiseSettings)[])
      if (config[name] !== undefined)
        context.addIssue({ code: 'custom', path: [name], message: `${config.objective} has no such setting` })
  })
  .superRefine((config, context) => {
    if (config.backbone !== 'ngram') return
    for (const name of Object.keys(transformerSettings) as (keyof typeof transformerSettings)[])
      if (config[name] !== undefined)
        context.addIssue({ code: 'custom', path: [name], message: 'the backbone ngram has no such setting' })
  })
export type RewardTrainingConfig = z.infer<typeof rewardTrainingConfig>

export const startTrainingRunInput = z.object({
  projectId: id,
  datasetVersionId: id,
  idempotencyKey,
  name: z.string().trim().max(120).default(''),
  /** The backbone is a built-in one or the plain name of a folder: a path would reach into the server's disk. */
  config: rewardTrainingConfig
    .refine(({ backbone }) => /^[\p{L}\p{N}][\p{L}\p{N}_.-]*$/u.test(backbone), {
      path: ['backbone'],
      message: 'a built-in backbone or the name of a folder is needed',
    })
    .prefault({}),
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
