import { z } from 'zod'
import { id, idempotencyKey } from './page.ts'

export const freezeDatasetVersionInput = z.object({
  projectId: id,
  idempotencyKey,
  name: z.string().trim().max(120).default(''),
  /** Share of the groups that train; the rest is held out. */
  trainShare: z.number().min(0.5).max(1).default(0.9),
  seed: z.number().int().min(0).default(1),
})
export type FreezeDatasetVersionInput = z.infer<typeof freezeDatasetVersionInput>

export const splits = ['train', 'test'] as const
export const split = z.enum(splits)
export type Split = z.infer<typeof split>

export const datasetCounts = z.object({
  prompts: z.number().int(),
  completions: z.number().int(),
  rankings: z.number().int(),
  annotators: z.number().int(),
  comparisons: z.number().int(),
  ties: z.number().int(),
  train: z.object({ prompts: z.number().int(), comparisons: z.number().int() }),
  test: z.object({ prompts: z.number().int(), comparisons: z.number().int() }),
})
export type DatasetCounts = z.infer<typeof datasetCounts>

export const datasetVersion = z.object({
  id,
  projectId: id,
  number: z.number().int(),
  name: z.string(),
  contentHash: z.string(),
  trainShare: z.number(),
  seed: z.number().int(),
  counts: datasetCounts,
  createdAt: z.date(),
})
export type DatasetVersion = z.infer<typeof datasetVersion>

export const exportFormats = ['trl', 'plackett'] as const
export const exportInput = z.object({
  datasetVersionId: id,
  format: z.enum(exportFormats).default('trl'),
  split: z.enum(['train', 'test', 'all']).default('all'),
})
export type ExportInput = z.infer<typeof exportInput>
