import { z } from 'zod'
import { tendency } from './quality.ts'
import { shareEstimate } from './share-estimate.ts'

/** What a person may know of their own work in a project. */
export const myWork = z.object({
  rankings: z.number().int(),
  notRankable: z.number().int(),
  skips: z.number().int(),
  today: z.number().int(),
  /** Days in a row up to today or yesterday (UTC) with an answer. */
  streakDays: z.number().int(),
  medianSeconds: z.number().nullable(),
  /** Of the pairs that they and another decided, the share on which they prefer the same completion. */
  peers: z.object({ agreement: shareEstimate, tasks: z.number().int() }).nullable(),
  /** Mean rank of what was shown in each place, by number of completions; all equal without bias. */
  position: z.array(
    z.object({
      completions: z.number().int(),
      rankings: z.number().int(),
      meanRanks: z.array(z.number()),
      p: z.number().nullable(),
    }),
  ),
  /** Of strict pairs, how often the one shown earlier, and the longer one, was preferred. */
  earlier: tendency.nullable(),
  longer: tendency.nullable(),
  /** Rankings given back that still wait for a revision. */
  returned: z.number().int(),
  /** Comments that mention them, not seen yet. */
  mentions: z.number().int(),
})
export type MyWork = z.infer<typeof myWork>
