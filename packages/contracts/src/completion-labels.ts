import { z } from 'zod'
import { labelKey } from './label-settings.ts'
import { id } from './page.ts'

/** A part of a completion's text, in UTF-16 units from `start` up to but not including `end`, with a label on it. */
export const span = z
  .object({
    start: z.number().int().min(0),
    end: z.number().int().min(1),
    label: labelKey,
    note: z.string().trim().max(1_000).optional(),
  })
  .refine(({ start, end }) => start < end, { error: 'A span ends after it starts.' })
export type Span = z.infer<typeof span>

/** What a person said of one completion beside its rank. */
export const completionLabels = z.object({
  completionId: id,
  /** Axis to points, 1 for the least. */
  ratings: z.record(labelKey, z.number().int().min(1).max(10)).default({}),
  flags: z.array(labelKey).max(40).default([]),
  critique: z.string().trim().max(10_000).optional(),
  spans: z.array(span).max(500).default([]),
  /** The text as the person corrected it. */
  editedText: z.string().min(1).max(200_000).optional(),
})
export type CompletionLabels = z.infer<typeof completionLabels>
