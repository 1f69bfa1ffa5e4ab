import { z } from 'zod'
import { completionLabels } from './completion-labels.ts'
import { draft } from './draft.ts'
import { goldAnswer } from './gold.ts'
import { message } from './message.ts'
import { id, pageInput } from './page.ts'
import { skill } from './skill.ts'

export const taskStatus = z.enum(['open', 'completed', 'paused', 'in_review', 'withdrawn'])
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
  priority: z.number().int(),
  /** What who ranks it must have. */
  requires: z.array(skill),
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
  isGold: z.boolean().optional(),
  ...pageInput.shape,
})
export type ListTasksInput = z.infer<typeof listTasksInput>

/** A task with everything about it, for engineers: models by name, and each annotator's current ranking. */
export const taskDetail = taskSummary.extend({
  /** The right answer, of a gold task. */
  gold: goldAnswer.nullable(),
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

/** Which tasks to change: those named, or all that the filter finds. */
const taskChoice = z.union([
  z.object({ taskIds: z.array(id).min(1).max(1_000) }),
  z.object({
    filter: z.object({ status: taskStatus.optional(), search: z.string().trim().max(200).optional() }),
  }),
])

export const changeTasksInput = z.object({
  projectId: id,
  choice: taskChoice,
  change: z
    .object({
      /** `open` resumes what was paused, in review or withdrawn. */
      status: z.enum(['open', 'paused', 'withdrawn']),
      /** Higher comes first among tasks that nobody has begun. */
      priority: z.number().int().min(-1_000).max(1_000),
      requires: z.array(skill).max(10),
      /** At least so many answers; a task that wants more already keeps them. */
      overlap: z.number().int().min(1).max(50),
    })
    .partial(),
})
export type ChangeTasksInput = z.infer<typeof changeTasksInput>

/** What an answer to each task is worth to whatever chose them: by weighted selection, the chance grows with it. */
export const weighTasksInput = z.object({
  projectId: id,
  weights: z
    .array(z.object({ taskId: id, weight: z.number().min(1e-9).max(1e9) }))
    .min(1)
    .max(10_000),
})
export type WeighTasksInput = z.infer<typeof weighTasksInput>

/** A completion as an annotator sees it: no model name, no author, nothing to tell it by but its text. */
export const shownCompletion = z.object({ id, text: z.string() })
export type ShownCompletion = z.infer<typeof shownCompletion>

/** What an annotator may judge by beside the prompt itself. */
export const promptBackground = z.object({ reference: z.string().nullable(), context: z.array(z.string()) })
export type PromptBackground = z.infer<typeof promptBackground>

/** A leased task, with its completions in the order drawn for this assignment. */
export const assignment = z.object({
  id,
  taskId: id,
  projectId: id,
  prompt: z.array(message),
  background: promptBackground,
  completions: z.array(shownCompletion),
  leasedUntil: z.date(),
  /** What the person placed in another browser or tab and has not submitted. */
  draft: draft.nullable(),
  /** When the project was changed last: a client that knows an older state asks for the new one. */
  projectUpdatedAt: z.date(),
})
export type Assignment = z.infer<typeof assignment>

/** Why there is no next task. */
export const noTaskReason = z.enum([
  'not_qualified',
  'none_imported',
  'all_done',
  'all_yours_done',
  'all_leased',
  'all_paused',
  'none_for_your_skills',
  'quota_reached',
  'daily_quota_reached',
  'share_reached',
  'you_are_paused',
])
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
