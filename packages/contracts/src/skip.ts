import { z } from 'zod'
import { id } from './page.ts'

/** The first four are about the person, so that someone else may do it; `later` only puts it off. */
export const skipReasons = [
  'not_my_language',
  'not_my_field',
  'too_hard',
  'offensive',
  'unclear',
  'broken',
  'other',
  'later',
] as const
export const skipReason = z.enum(skipReasons)
export type SkipReason = z.infer<typeof skipReason>

export const skipTaskInput = z.object({
  assignmentId: id,
  reason: skipReason,
  note: z.string().trim().max(500).optional(),
})
export type SkipTaskInput = z.infer<typeof skipTaskInput>
