import { z } from 'zod'
import { id } from './page.ts'

/** What a person has placed of a task so far. The judgement beside the order is the screen's own business. */
export const draft = z.object({
  /** Completion ids from best to worst; those not placed yet are absent. */
  tiers: z.array(z.array(id).max(9)).max(9),
  activeMs: z.number().int().min(0).max(86_400_000),
  /** Ratings, flags and texts beside the order, as the screen keeps them. */
  panels: z.json().optional(),
  /** Milliseconds since 1970 by the browser's clock: of two tabs the later one stays. */
  madeAt: z.number().int().min(0).max(8.64e15),
})
export type Draft = z.infer<typeof draft>

export const saveDraftInput = z.object({ assignmentId: id, draft })
export type SaveDraftInput = z.infer<typeof saveDraftInput>
