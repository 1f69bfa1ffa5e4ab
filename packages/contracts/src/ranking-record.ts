import { z } from 'zod'
import { prompt } from './message.ts'

export const minCompletions = 2
export const maxCompletions = 9

export const completionRecord = z.object({ text: z.string(), model: z.string().min(1).optional() })
export type CompletionRecord = z.infer<typeof completionRecord>

/**
 * One ranking as a line of our JSONL. `ranks[i]` is the rank of `completions[i]`: 1 is best, equal ranks are a tie.
 * Rows of one `group` never fall on both sides of a split; without it the prompt is the group.
 */
export const rankingRecord = z.object({
  id: z.string().optional(),
  prompt,
  completions: z.array(completionRecord).min(minCompletions),
  ranks: z.array(z.number().int().min(1)),
  group: z.string().min(1).optional(),
  /** Who ranked, pseudonymous; rankings of one prompt by several people give the human ceiling. */
  annotator: z.string().min(1).optional(),
})
export type RankingRecord = z.infer<typeof rankingRecord>

/** A prompt with completions to rank, as a line of an upload: a ranking record without ranks. */
export const promptRecord = z.object({
  id: z.string().min(1).optional(),
  prompt,
  completions: z.array(completionRecord).min(minCompletions).max(maxCompletions),
  group: z.string().min(1).optional(),
  language: z.string().min(2).optional(),
  /** An answer that is known to be good, shown beside the prompt. */
  reference: z.string().min(1).optional(),
  /** Passages to judge by, shown beside the prompt. */
  context: z.array(z.string().min(1)).max(50).optional(),
  /** The right ranks of the completions and why: makes it a gold task. */
  gold: z
    .object({ ranks: z.array(z.number().int().min(1)), explanation: z.string().max(10_000).optional() })
    .optional(),
})
export type PromptRecord = z.infer<typeof promptRecord>
