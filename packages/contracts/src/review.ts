import { z } from 'zod'
import { message } from './message.ts'
import { id, pageInput } from './page.ts'
import { skipReason } from './skip.ts'
import { taskStatus } from './task.ts'

/** What a reviewer looks at: `disagreeing` is what people differ on, `skipped` what was passed by too often. */
export const reviewQueue = z.enum(['disagreeing', 'skipped', 'settled'])
export type ReviewQueue = z.infer<typeof reviewQueue>

export const listReviewInput = z.object({
  projectId: id,
  queue: reviewQueue.default('disagreeing'),
  ...pageInput.shape,
})
export type ListReviewInput = z.infer<typeof listReviewInput>

export const reviewItem = z.object({
  id,
  firstLine: z.string(),
  status: taskStatus,
  overlap: z.number().int(),
  rankings: z.number().int(),
  /** Share of comparisons on which two answers differ, a tie against a preference by half; null with one answer. */
  disagreement: z.number().nullable(),
  skips: z.number().int(),
  comments: z.number().int(),
  isAdjudicated: z.boolean(),
  settledAt: z.date().nullable(),
})
export type ReviewItem = z.infer<typeof reviewItem>

const person = z.object({ userId: z.string(), name: z.string() })

export const comment = z.object({
  id,
  author: person,
  text: z.string(),
  mentions: z.array(person),
  createdAt: z.date(),
})
export type Comment = z.infer<typeof comment>

export const thread = z.object({
  comments: z.array(comment),
  /** Who may be mentioned. */
  people: z.array(person),
})
export type Thread = z.infer<typeof thread>

/** A task as a reviewer sees it: who ranked how, and still no model's name, since they may rank it themselves. */
export const review = z.object({
  ...reviewItem.shape,
  projectId: id,
  prompt: z.array(message),
  completions: z.array(z.object({ id, text: z.string() })),
  rankings: z.number().int(),
  answers: z.array(
    z.object({
      rankingId: id,
      annotator: person,
      isAdjudication: z.boolean(),
      /** Completion id to rank; empty if not rankable. */
      ranks: z.record(z.string(), z.number().int()),
      notRankable: z.string().nullable(),
      comment: z.string().nullable(),
      revision: z.number().int(),
      activeMs: z.number().int(),
      createdAt: z.date(),
      /** What it was given back with, and whether its author has answered that. */
      returned: z
        .object({ comment: z.string(), reviewer: z.string(), at: z.date(), isAnswered: z.boolean() })
        .nullable(),
    }),
  ),
  skipped: z.array(
    z.object({ id, annotator: person, reason: skipReason, note: z.string().nullable(), createdAt: z.date() }),
  ),
  decisions: z.array(
    z.object({
      id,
      reviewer: person,
      kind: z.enum(['settle', 'reopen', 'withdraw']),
      note: z.string().nullable(),
      createdAt: z.date(),
    }),
  ),
})
export type Review = z.infer<typeof review>

export const decideTaskInput = z.object({
  taskId: id,
  /** `settle`: nothing is left to do. `reopen`: hand it out again. */
  kind: z.enum(['settle', 'reopen', 'withdraw']),
  note: z.string().trim().max(2_000).optional(),
})
export type DecideTaskInput = z.infer<typeof decideTaskInput>

export const returnRankingInput = z.object({ rankingId: id, comment: z.string().trim().min(1).max(5_000) })
export type ReturnRankingInput = z.infer<typeof returnRankingInput>

export const addCommentInput = z.object({
  taskId: id,
  text: z.string().trim().min(1).max(5_000),
  /** Ids of people of the thread or, for reviewers, of any members. */
  mentions: z.array(z.string().min(1).max(200)).max(20).default([]),
})
export type AddCommentInput = z.infer<typeof addCommentInput>

/** A comment that mentions who asks. */
export const mention = comment.extend({ taskId: id, firstLine: z.string(), isNew: z.boolean() })
export type Mention = z.infer<typeof mention>
