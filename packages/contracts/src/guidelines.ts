import { z } from 'zod'
import { id } from './page.ts'

export const guidelinesReference = z.object({ projectId: id, version: z.coerce.number().int().min(1) })
export type GuidelinesReference = z.infer<typeof guidelinesReference>

/** A version of a project's guidelines in the list of them. */
export const guidelinesSummary = z.object({
  version: z.number().int(),
  createdAt: z.date(),
  characters: z.number().int(),
  /** Rankings that were given under it. */
  rankings: z.number().int(),
})
export type GuidelinesSummary = z.infer<typeof guidelinesSummary>

export const guidelinesText = z.object({ version: z.number().int(), text: z.string(), createdAt: z.date() })
export type GuidelinesText = z.infer<typeof guidelinesText>
