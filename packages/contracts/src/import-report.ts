import { z } from 'zod'
import { id, idempotencyKey } from './page.ts'
import { rankingRecord } from './ranking-record.ts'

/** One refused line: its number from 1, a code of the error table, where in the line, and what was wrong. */
export const lineError = z.object({
  line: z.number().int().min(1),
  code: z.string(),
  path: z.string(),
  message: z.string(),
})
export type LineError = z.infer<typeof lineError>

/** Formats that rankings are imported from, by their names in packages/datasets; `prompts` are still to be ranked. */
export const importFormats = [
  'prompts',
  'plackett',
  'trl',
  'trl-implicit',
  'hh',
  'ultrafeedback',
  'helpsteer',
  'oasst',
  'arena',
  'argilla',
  'label-studio',
  'llama-factory',
  'openai',
  'nemo-rl',
  'openrlhf',
  'axolotl',
  'summarize',
  'prism',
  'csv',
  'json',
  'parquet',
] as const
export const importFormat = z.enum(importFormats)
export type ImportFormat = z.infer<typeof importFormat>

/** Which field of the file each of the product's columns is, such as `{ prompt: 'question' }`. */
export const columnMapping = z.record(z.string().min(1).max(100), z.string().min(1).max(200))

/** How a file is to be read. */
export const importReading = z.object({
  /** Told by the file itself unless given. */
  format: importFormat.optional(),
  /** As the WHATWG names it; told by the file itself unless given. */
  encoding: z.string().max(40).optional(),
  mapping: columnMapping.optional(),
})
export type ImportReading = z.infer<typeof importReading>

export const importSettings = importReading.extend({
  projectId: id,
  idempotencyKey,
  filename: z.string().max(255).default('upload.jsonl'),
  /** Leave bad lines out and import the others; otherwise one bad line refuses the whole file. */
  skipBadLines: z.boolean().optional(),
  /** Only check, and say what would be imported. */
  dryRun: z.boolean().optional(),
})
export type ImportSettings = z.infer<typeof importSettings>

/** Something that the format or the product cannot hold, how often, and the first hundred lines. */
export const importLoss = z.object({
  reason: z.string(),
  count: z.number().int(),
  lines: z.array(z.number().int()),
})
export type ImportLoss = z.infer<typeof importLoss>

/**
 * What became of a file. Without `skipBadLines`, all or nothing: with errors, `imported` is 0. At most 100 errors are listed;
 * `errorCount` counts them all. `id` is null where nothing was imported.
 */
export const importReport = z.object({
  id: id.nullable(),
  filename: z.string(),
  /** Null where nothing told what the file is. */
  format: importFormat.default('prompts'),
  lines: z.number().int(),
  /** Prompts or rankings that are in now; in a dry run, that would be. */
  imported: z.number().int(),
  /** Those that the project had already. */
  duplicates: z.number().int(),
  errorCount: z.number().int(),
  errors: z.array(lineError),
  lost: z.array(importLoss).default([]),
  isDryRun: z.boolean().default(false),
})
export type ImportReport = z.infer<typeof importReport>

/** An import that was done, in the project's list. */
export const importListItem = importReport.extend({ createdAt: z.date() })
export type ImportListItem = z.infer<typeof importListItem>

/** The beginning of a file as it would be read. `format` is null where nothing tells it; then a mapping has to. */
export const importPreview = z.object({
  format: importFormat.nullable(),
  columns: z.array(z.string()),
  records: z.array(rankingRecord.partial({ ranks: true })),
  errors: z.array(lineError),
  lost: z.array(importLoss),
})
export type ImportPreview = z.infer<typeof importPreview>
