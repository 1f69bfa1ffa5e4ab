import { z } from 'zod'
import { labelKey } from './label-settings.ts'
import { id, idempotencyKey } from './page.ts'

/** Which rankings go into a version. What is absent selects nothing out. */
export const versionSelection = z.object({
  /** Answered from then on, and before then. */
  from: z.coerce.date().optional(),
  until: z.coerce.date().optional(),
  /** Of prompts in these languages; an empty text stands for prompts without one. */
  languages: z.array(z.string().max(35)).max(100).optional(),
  /** Of tasks with at least so many rankings that count. */
  minRankings: z.number().int().min(1).max(50).optional(),
  /** Without those that took less time; imported ones, whose time nobody knows, stay. */
  minActiveMs: z.number().int().min(0).optional(),
  /** Given under this version of the guidelines or a later one. */
  guidelinesFrom: z.number().int().min(1).optional(),
  /** Without those that put one of these flags on a completion. */
  withoutFlags: z.array(labelKey).max(40).optional(),
  withoutAnnotators: z.array(z.string().max(200)).max(1_000).optional(),
  /** Only what was ranked here, or only what was imported. */
  origin: z.enum(['here', 'imported']).optional(),
  /** Without those that say that no completion is good enough. */
  withoutAllBad: z.boolean().optional(),
  /** Gold tasks too, which many answer and which test annotators. */
  withGold: z.boolean().optional(),
})
export type VersionSelection = z.infer<typeof versionSelection>

/** What becomes of rankings with ties: all are kept, or only those with a strict pair, or only those without a tie. */
export const tiePolicies = ['keep', 'informative', 'strict'] as const
export type TiePolicy = (typeof tiePolicies)[number]
/** What a ranking counts: 1, or its share of its task, so that each task counts once; both times its annotator's weight. */
export const weightings = ['ranking', 'task'] as const
export type Weighting = (typeof weightings)[number]
/** Each annotator's ranking, or one per task: the order of Bradley–Terry worths over all of its rankings. */
export const aggregations = ['each', 'consensus'] as const
export type Aggregation = (typeof aggregations)[number]

export const versionSettings = z.object({
  selection: versionSelection.prefault({}),
  ties: z.enum(tiePolicies).default('keep'),
  weighting: z.enum(weightings).default('ranking'),
  aggregation: z.enum(aggregations).default('each'),
  /** Prompts at least so similar (Jaccard, 0..1) stand on one side of the split; null lets them part. */
  nearDuplicates: z.number().min(0.5).max(1).nullable().default(0.8),
  /** Share of the groups that train; the rest is held out. */
  trainShare: z.number().min(0.5).max(1).default(0.9),
  seed: z.number().int().min(0).default(1),
})
export type VersionSettings = z.infer<typeof versionSettings>
export type VersionSettingsInput = z.input<typeof versionSettings>

export const freezeDatasetVersionInput = versionSettings.extend({
  projectId: id,
  idempotencyKey,
  name: z.string().trim().max(120).default(''),
  /** Under which the data may be used, such as "CC-BY-4.0"; for the data card. */
  licence: z.string().trim().max(200).default(''),
  /** What who uses the data should know, such as what personal data it may hold; Markdown, for the data card. */
  notes: z.string().trim().max(10_000).default(''),
})
export type FreezeDatasetVersionInput = z.infer<typeof freezeDatasetVersionInput>

export const previewDatasetVersionInput = versionSettings.extend({ projectId: id })
export type PreviewDatasetVersionInput = z.infer<typeof previewDatasetVersionInput>

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
  /** Groups that the split keeps whole, and prompts that are in the group of another one by likeness. */
  groups: z.number().int().default(0),
  nearDuplicates: z.number().int().default(0),
})
export type DatasetCounts = z.infer<typeof datasetCounts>

/** Where the rankings of a version come from. */
export const versionLineage = z.object({
  firstRankingAt: z.coerce.date().nullable(),
  lastRankingAt: z.coerce.date().nullable(),
  languages: z.record(z.string(), z.number().int()),
  models: z.record(z.string(), z.number().int()),
  /** Version of the guidelines to the rankings given under it; "none" for those from before there were versions, or imported. */
  guidelines: z.record(z.string(), z.number().int()),
  imported: z.number().int(),
})
export type VersionLineage = z.infer<typeof versionLineage>

export const datasetVersion = z.object({
  id,
  projectId: id,
  number: z.number().int(),
  name: z.string(),
  contentHash: z.string(),
  trainShare: z.number(),
  seed: z.number().int(),
  settings: versionSettings,
  counts: datasetCounts,
  /** Null for versions from before it was kept. */
  lineage: versionLineage.nullable(),
  licence: z.string(),
  notes: z.string(),
  createdAt: z.date(),
})
export type DatasetVersion = z.infer<typeof datasetVersion>

export const exportFormats = [
  'trl',
  'trl-implicit',
  'trl-unpaired',
  'trl-prompts',
  'trl-sft',
  'openrlhf',
  'llama-factory',
  'nemo-rl',
  'axolotl',
  'openai',
  'hh',
  'csv',
  'parquet',
  'plackett',
  'raw',
  'raw-parquet',
] as const
export const exportFormat = z.enum(exportFormats)
export type ExportFormat = z.infer<typeof exportFormat>

export const exportCompressions = ['none', 'gzip', 'zstd'] as const

export const exportInput = z.object({
  datasetVersionId: id,
  format: exportFormat.default('trl'),
  split: z.enum(['train', 'test', 'all']).default('all'),
  compression: z.enum(exportCompressions).default('none'),
})
export type ExportInput = z.infer<typeof exportInput>

export const diffDatasetVersionsInput = z.object({ datasetVersionId: id, otherId: id })
export type DiffDatasetVersionsInput = z.infer<typeof diffDatasetVersionsInput>

const difference = z.object({ count: z.number().int(), sample: z.array(z.string()) })

/** What `other` has and the version has not, and the other way about; samples are ids of rankings or tasks, the first 20. */
export const datasetVersionDiff = z.object({
  added: difference,
  removed: difference,
  /** Revised or joined anew between the two: the same task and annotator, another ranking. */
  changed: difference,
  /** Tasks on the other side of the split. */
  movedTasks: difference,
  kept: z.number().int(),
  /** Names of the settings that differ. */
  settings: z.array(z.string()),
})
export type DatasetVersionDiff = z.infer<typeof datasetVersionDiff>
