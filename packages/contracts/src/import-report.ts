import { z } from 'zod'
import { id, idempotencyKey } from './page.ts'

/** One refused line: its number from 1, a code of the error table, where in the line, and what was wrong. */
export const lineError = z.object({
  line: z.number().int().min(1),
  code: z.string(),
  path: z.string(),
  message: z.string(),
})
export type LineError = z.infer<typeof lineError>

export const importSettings = z.object({
  projectId: id,
  idempotencyKey,
  filename: z.string().max(255).default('upload.jsonl'),
})
export type ImportSettings = z.infer<typeof importSettings>

/** All or nothing: with errors, `imported` is 0. At most 100 errors are listed; `errorCount` counts them all. */
export const importReport = z.object({
  id: id.nullable(),
  filename: z.string(),
  lines: z.number().int(),
  imported: z.number().int(),
  duplicates: z.number().int(),
  errorCount: z.number().int(),
  errors: z.array(lineError),
})
export type ImportReport = z.infer<typeof importReport>

/** An import that was done, in the project's list. */
export const importListItem = importReport.extend({ createdAt: z.date() })
export type ImportListItem = z.infer<typeof importListItem>
