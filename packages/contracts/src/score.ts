import { z } from 'zod'
import { prompt } from './message.ts'

export const maxScoreItems = 1_024

export const scoreRequest = z.object({
  items: z.array(z.object({ prompt, completion: z.string() })).max(maxScoreItems),
  /** `name@version`, `name@production` or `name` (its production version). Without it, the only production model. */
  model: z.string().min(1).optional(),
})
export type ScoreRequest = z.infer<typeof scoreRequest>

export const scoreResult = z.union([
  z.strictObject({ reward: z.number(), truncated: z.boolean().optional() }),
  z.strictObject({ reward: z.null(), error: z.object({ code: z.string(), message: z.string() }) }),
])
export type ScoreResult = z.infer<typeof scoreResult>

export const scoreResponse = z.object({
  model: z.string(),
  results: z.array(scoreResult),
  usage: z.object({ items: z.number().int(), characters: z.number().int(), milliseconds: z.number() }),
})
export type ScoreResponse = z.infer<typeof scoreResponse>
