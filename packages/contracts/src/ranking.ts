import { z } from 'zod'
import { completionLabels } from './completion-labels.ts'
import { message } from './message.ts'
import { id, idempotencyKey, pageInput } from './page.ts'
import { maxCompletions } from './ranking-record.ts'
import { sessionEvents } from './session-events.ts'

/** Completion ids from best to worst; ids in one tier are tied. Each id stands once. */
export const tiers = z
  .array(z.array(id).min(1))
  .min(1)
  .max(maxCompletions)
  .refine((value) => new Set(value.flat()).size === value.flat().length, { error: 'A completion stands in two tiers.' })
export type Tiers = z.infer<typeof tiers>

const submission = {
  assignmentId: id,
  idempotencyKey,
  /** Milliseconds that the person worked on the task, as the client measured. */
  activeMs: z.number().int().min(0).max(86_400_000),
  comment: z.string().max(10_000).optional(),
  /** The version of the guidelines that was shown; the current one unless told. */
  guidelinesVersion: z.number().int().min(1).optional(),
  events: sessionEvents.optional(),
}

/** What a ranking says, as far as the label settings of the project ask for it. */
const judgement = {
  tiers,
  /** The order is that in which the completions were shown, taken over by the one key for it. */
  asShown: z.boolean().optional(),
  /** How much better the better one of two is: from 1 to as many strengths as the project has. */
  strength: z.number().int().min(1).max(5).optional(),
  /** None of the completions is good enough. */
  allBad: z.boolean().optional(),
  labels: z
    .array(completionLabels)
    .max(maxCompletions)
    .refine((labels) => new Set(labels.map(({ completionId }) => completionId)).size === labels.length, {
      error: 'A completion is labelled twice.',
    })
    .optional(),
}

export const submitRankingInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ranking'), ...submission, ...judgement }),
  z.object({ kind: z.literal('not_rankable'), ...submission, reason: z.string().trim().min(1).max(500) }),
])
export type SubmitRankingInput = z.infer<typeof submitRankingInput>

/** A new revision of one's own ranking; the earlier ones stay. */
export const reviseRankingInput = z.object({
  rankingId: id,
  idempotencyKey,
  activeMs: submission.activeMs,
  comment: submission.comment,
  guidelinesVersion: submission.guidelinesVersion,
  events: submission.events,
  ...judgement,
})
export type ReviseRankingInput = z.infer<typeof reviseRankingInput>

/** A stored ranking. `ranks` maps completion id to rank: 1 is best, equal is a tie; empty if not rankable. */
export const ranking = z.object({
  id,
  assignmentId: id,
  taskId: id,
  revision: z.number().int(),
  notRankable: z.string().nullable(),
  ranks: z.record(z.string(), z.number().int()),
  strength: z.number().int().nullable(),
  allBad: z.boolean(),
  comment: z.string().nullable(),
  guidelinesVersion: z.number().int().nullable(),
  labels: z.array(completionLabels),
  comparisons: z.number().int(),
  createdAt: z.date(),
})
export type Ranking = z.infer<typeof ranking>

/** One's own earlier ranking, for the history page. Models are named: the blind part is over. */
export const rankingHistoryItem = ranking.extend({
  prompt: z.array(message),
  completions: z.array(z.object({ id, text: z.string(), model: z.string().nullable() })),
  activeMs: z.number().int(),
  /** A dataset version holds it; only a ranking given back may still be changed. */
  isFrozen: z.boolean(),
  /** What a reviewer gave it back with, while that waits for a revision. */
  returned: z.object({ comment: z.string(), reviewer: z.string(), at: z.date() }).nullable(),
  /** In the thread of its task. */
  comments: z.number().int(),
})
export type RankingHistoryItem = z.infer<typeof rankingHistoryItem>

export const myRankingsInput = z.object({
  projectId: id,
  /** Words to find in the prompt. */
  search: z.string().trim().max(200).optional(),
  /** Only those that were given back and wait for a revision. */
  onlyReturned: z.boolean().optional(),
  ...pageInput.shape,
})
export type MyRankingsInput = z.infer<typeof myRankingsInput>

/** A reviewer's own ranking of a task on which people differ. */
export const adjudicateInput = z.object({
  taskId: id,
  idempotencyKey,
  activeMs: submission.activeMs,
  comment: submission.comment,
  ...judgement,
})
export type AdjudicateInput = z.infer<typeof adjudicateInput>

export const listRankingsInput = z.object({ projectId: id, ...pageInput.shape })
export type ListRankingsInput = z.infer<typeof listRankingsInput>

/** A ranking in the list of a project. */
export const rankingListItem = z.object({
  id,
  taskId: id,
  annotatorId: z.string(),
  revision: z.number().int(),
  notRankable: z.string().nullable(),
  comment: z.string().nullable(),
  activeMs: z.number().int(),
  /** Completion id to rank: 1 is best, equal is a tie; empty if not rankable. */
  ranks: z.record(z.string(), z.number().int()),
  createdAt: z.date(),
})
export type RankingListItem = z.infer<typeof rankingListItem>
