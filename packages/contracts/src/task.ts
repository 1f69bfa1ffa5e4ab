import { z } from 'zod'
import { completionLabels } from './completion-labels.ts'
import { message } from './message.ts'
import { id, pageInput } from './page.ts'

export const taskStatus = z.enum(['open', 'completed'])
export type TaskStatus = z.infer<typeof taskStatus>

/** One message of the user, or a conversation. */
export const taskTurns = z.enum(['one', 'many'])

/** A task in the engineer's list. */
export const taskSummary = z.object({
  id,
  externalId: z.string().nullable(),
  firstLine: z.string(),
  turns: z.number().int(),
  completions: z.number().int(),
  overlap: z.number().int(),
  rankings: z.number().int(),
  status: taskStatus,
  createdAt: z.date(),
})
export type TaskSummary = z.infer<typeof taskSummary>

export const listTasksInput = z.object({
  projectId: id,
  status: taskStatus.optional(),
  /** Words to find in the prompt or the external id. */
  search: z.string().trim().max(200).optional(),
  /** Empty for prompts without one. */
  language: z.string().max(40).optional(),
  completions: z.number().int().min(1).optional(),
  turns: taskTurns.optional(),
  /** Ranked by each of these. */
  annotatorIds: z.array(z.string().max(200)).max(2).optional(),
  /** With so many rankings at least. */
  minRankings: z.number().int().min(1).optional(),
  /** With a pair so many tiers apart in a ranking; 0 for a tie. */
  strength: z.number().int().min(0).optional(),
  ...pageInput.shape,
})
export type ListTasksInput = z.infer<typeof listTasksInput>

/** A task with everything about it, for engineers: models by name, and each annotator's current ranking. */
export const taskDetail = taskSummary.extend({
  projectId: id,
  prompt: z.array(message),
  completions: z.array(z.object({ id, text: z.string(), model: z.string().nullable() })),
  rankings: z.array(
    z.object({
      id,
      annotator: z.string(),
      /** Completion id to rank; empty if not rankable. */
      ranks: z.record(z.string(), z.number().int()),
      notRankable: z.string().nullable(),
      comment: z.string().nullable(),
      strength: z.number().int().nullable(),
      allBad: z.boolean(),
      guidelinesVersion: z.number().int().nullable(),
      labels: z.array(completionLabels),
      revision: z.number().int(),
      createdAt: z.date(),
    }),
  ),
})
export type TaskDetail = z.infer<typeof taskDetail>

/** A completion as an annotator sees it: no model name, no author, nothing to tell it by but its text. */
export const shownCompletion = z.object({ id, text: z.string() })
export type ShownCompletion = z.infer<typeof shownCompletion>

/** A leased task, with its completions in the order drawn for this assignment. */
export const assignment = z.object({
  id,
  taskId: id,
  projectId: id,
  prompt: z.array(message),
  completions: z.array(shownCompletion),
  leasedUntil: z.date(),
  /** When the project was changed last: a client that knows an older state asks for the new one. */
  projectUpdatedAt: z.date(),
})
export type Assignment = z.infer<typeof assignment>

/** Why there is no next task. */
export const noTaskReason = z.enum(['none_imported', 'all_done', 'all_yours_done', 'all_leased'])
export type NoTaskReason = z.infer<typeof noTaskReason>

export const nextTaskInput = z.object({
  projectId: id,
  /** Assignments that the client holds already (on screen or prefetched); they are not handed out again. */
  holding: z.array(id).max(20).default([]),
})
export type NextTaskInput = z.infer<typeof nextTaskInput>

export const nextTask = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('task'), assignment }),
  z.object({ kind: z.literal('none'), reason: noTaskReason }),
])
export type NextTask = z.infer<typeof nextTask>
