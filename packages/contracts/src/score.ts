import { z } from 'zod'
import { prompt } from './message.ts'

export const maxScoreItems = 1_024

export const scoreRequest = z.object({
  items: z.array(z.object({ prompt, completion: z.string() })).max(maxScoreItems),
  /**
   * `name@version`, `name@production` or `name` (its production version). Without it, the only production model.
   * `a@1+b@2` is the mean of several, `0.7*a@1+0.3*b@2` a weighted sum.
   */
  model: z.string().min(1).optional(),
})
export type ScoreRequest = z.infer<typeof scoreRequest>

export const scoreResult = z.union([
  z.strictObject({
    reward: z.number(),
    truncated: z.boolean().optional(),
    /** Of an ensemble's members. */
    standardDeviation: z.number().min(0).optional(),
    /** Of a combination of models, what each of them gave. */
    members: z.array(z.object({ model: z.string(), reward: z.number() })).optional(),
  }),
  z.strictObject({ reward: z.null(), error: z.object({ code: z.string(), message: z.string() }) }),
])
export type ScoreResult = z.infer<typeof scoreResult>

export const scoreResponse = z.object({
  model: z.string(),
  results: z.array(scoreResult),
  usage: z.object({
    items: z.number().int(),
    characters: z.number().int(),
    tokens: z.number().int().optional(),
    milliseconds: z.number(),
  }),
})
export type ScoreResponse = z.infer<typeof scoreResponse>

export const compareRequest = z.object({
  prompt,
  first: z.string(),
  second: z.string(),
  model: z.string().min(1).optional(),
})
export type CompareRequest = z.infer<typeof compareRequest>

/** `probability` that people prefer the first; null where either could not be scored. */
export const compareResponse = z.object({
  model: z.string(),
  probability: z.number().min(0).max(1).nullable(),
  results: z.tuple([scoreResult, scoreResult]),
})
export type CompareResponse = z.infer<typeof compareResponse>

export const rankRequest = z.object({
  prompt,
  completions: z.array(z.string()).max(maxScoreItems),
  model: z.string().min(1).optional(),
})
export type RankRequest = z.infer<typeof rankRequest>

/**
 * `ranks` from 1 for the best, equal rewards sharing one; `probabilities` that people prefer each to all others
 * (Plackett–Luce). Both are null for what could not be scored.
 */
export const rankResponse = z.object({
  model: z.string(),
  ranks: z.array(z.number().int().nullable()),
  probabilities: z.array(z.number().min(0).max(1).nullable()),
  results: z.array(scoreResult),
})
export type RankResponse = z.infer<typeof rankResponse>
