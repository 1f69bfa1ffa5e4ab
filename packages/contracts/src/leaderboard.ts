import { z } from 'zod'
import { id } from './page.ts'
import { taskTurns } from './task.ts'

export const leaderboardAnchor = z.object({
  model: z.string().min(1).max(300),
  rating: z.number().min(-10_000).max(10_000),
})

const filter = {
  /** Only prompts in this language; empty for those without one. */
  language: z.string().max(40).optional(),
  turns: taskTurns.optional(),
  /** Whether length and mark-up are held equal. */
  isStyleControlled: z.boolean().default(false),
  /** The model whose rating is fixed; without one the mean of the models is 1000. */
  anchor: leaderboardAnchor.optional(),
  /**
   * What is taken as independent: `tasks` (right where a ranking gives several comparisons), or single `votes` as Arena does,
   * which makes intervals narrower.
   */
  intervals: z.enum(['tasks', 'votes']).default('tasks'),
}

export const leaderboardInput = z.object({ projectId: id, ...filter })
export type LeaderboardInput = z.infer<typeof leaderboardInput>

const rated = { model: z.string(), rating: z.number(), low: z.number(), high: z.number(), rank: z.number().int() }

export const leaderboardRow = z.object({
  ...rated,
  comparisons: z.number(),
  /** Share of its comparisons that it won, a tie being half. */
  winShare: z.number(),
})
export type LeaderboardRow = z.infer<typeof leaderboardRow>

export const leaderboard = z.object({
  computedAt: z.string(),
  tasks: z.number().int(),
  rankings: z.number().int(),
  comparisons: z.number().int(),
  ties: z.number().int(),
  /** Whether annotators' rankings weigh differently, by decision. */
  isWeighted: z.boolean(),
  anchor: leaderboardAnchor.nullable(),
  /** Best first. Bradley–Terry ratings on Arena's scale with 95 % intervals; ranks are shared by overlapping intervals. */
  rows: z.array(leaderboardRow),
  /**
   * Groups of models that no comparison connects both ways, if there are several: then ratings are kept finite by half a win
   * and half a loss of each model against a common opponent. Empty for ratings of maximum likelihood.
   */
  components: z.array(z.array(z.string())),
  /** In the order of the rows: comparisons of the row's with the column's model, and the share that the row's won. */
  matrix: z.object({
    comparisons: z.array(z.array(z.number())),
    shares: z.array(z.array(z.number().nullable())),
  }),
  /** Dropping so many comparisons, chosen for it, puts the challenger level with the first; an upper bound. */
  robustness: z.object({ leader: z.string(), challenger: z.string(), comparisons: z.number().int() }).nullable(),
  /** What an ordinary difference (root mean square) in each property adds to the rating; null unless style is controlled. */
  style: z
    .object({
      comparisons: z.number().int(),
      effects: z.array(
        z.object({
          property: z.enum(['length', 'headings', 'lists', 'bold']),
          points: z.number(),
          low: z.number(),
          high: z.number(),
        }),
      ),
    })
    .nullable(),
  /** The ratings as they were at the end of days, oldest first. */
  history: z.array(z.object({ day: z.string(), rows: z.array(z.object(rated)) })),
  /** The rows of prompts in each language alone, most comparisons first; empty where a language was asked for. */
  byLanguage: z.array(
    z.object({ language: z.string().nullable(), comparisons: z.number().int(), rows: z.array(z.object(rated)) }),
  ),
})
export type Leaderboard = z.infer<typeof leaderboard>

/** A leaderboard with the name of its project, as whoever has its link sees it. */
export const sharedLeaderboard = leaderboard.extend({
  projectName: z.string(),
  input: leaderboardInput.omit({ projectId: true }),
})
export type SharedLeaderboard = z.infer<typeof sharedLeaderboard>

export const leaderboardToken = z.object({ token: z.string().min(20).max(200) })
export type LeaderboardToken = z.infer<typeof leaderboardToken>

/** A link to a leaderboard, in the list of its project. */
export const leaderboardLink = z.object({ id, createdAt: z.date(), input: leaderboardInput.omit({ projectId: true }) })
export type LeaderboardLink = z.infer<typeof leaderboardLink>

export const leaderboardLinkReference = z.object({ leaderboardLinkId: id })
export type LeaderboardLinkReference = z.infer<typeof leaderboardLinkReference>

/** The link itself is shown once. */
export const createdLeaderboardLink = z.object({ id, url: z.string() })
export type CreatedLeaderboardLink = z.infer<typeof createdLeaderboardLink>
