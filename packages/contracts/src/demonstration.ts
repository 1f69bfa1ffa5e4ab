import { z } from 'zod'
import { message } from './message.ts'
import { id, idempotencyKey, pageInput } from './page.ts'

/** Pending until the first review; returned ones wait for their author. */
export const demonstrationStatuses = ['pending', 'returned', 'approved', 'rejected'] as const
export const demonstrationStatus = z.enum(demonstrationStatuses)
export type DemonstrationStatus = z.infer<typeof demonstrationStatus>

export const reviewDecision = z.enum(['approved', 'returned', 'rejected'])
export type ReviewDecision = z.infer<typeof reviewDecision>

/** A completion that a person wrote or corrected, as its latest revision stands. */
export const demonstration = z.object({
  id,
  projectId: id,
  promptId: id,
  prompt: z.array(message),
  text: z.string(),
  /** The completion that was corrected; null where it was written from nothing. */
  corrects: z.object({ completionId: id, text: z.string() }).nullable(),
  author: z.string(),
  isMine: z.boolean(),
  revision: z.number().int(),
  status: demonstrationStatus,
  review: z.object({ reviewer: z.string(), comment: z.string().nullable(), createdAt: z.date() }).nullable(),
  createdAt: z.date(),
})
export type Demonstration = z.infer<typeof demonstration>

const text = z
  .string()
  .max(200_000)
  .refine((value) => value.trim() !== '', { error: 'It is empty.' })

const submission = { text, idempotencyKey, activeMs: z.number().int().min(0).max(86_400_000) }

/** A demonstration for a prompt of the project, or for one that the author thought of. */
export const writeDemonstrationInput = z.object({
  projectId: id,
  about: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('prompt'), promptId: id }),
    z.object({ kind: z.literal('own_prompt'), prompt: text }),
  ]),
  ...submission,
})
export type WriteDemonstrationInput = z.infer<typeof writeDemonstrationInput>

export const reviseDemonstrationInput = z.object({ demonstrationId: id, ...submission })
export type ReviseDemonstrationInput = z.infer<typeof reviseDemonstrationInput>

export const reviewDemonstrationInput = z
  .object({
    demonstrationId: id,
    decision: reviewDecision,
    comment: z.string().trim().max(4_000).optional(),
  })
  .refine(({ decision, comment }) => decision !== 'returned' || Boolean(comment), {
    error: 'Say what is to be changed.',
    path: ['comment'],
  })
export type ReviewDemonstrationInput = z.infer<typeof reviewDemonstrationInput>

export const listDemonstrationsInput = z.object({
  projectId: id,
  status: demonstrationStatus.optional(),
  /** Only one's own, which is all that an annotator may ask for. */
  mine: z.boolean().default(false),
  ...pageInput.shape,
})
export type ListDemonstrationsInput = z.infer<typeof listDemonstrationsInput>

export const nextPromptInput = z.object({
  projectId: id,
  /** Prompts that the person does not want to write for now. */
  skipped: z.array(id).max(100).default([]),
})
export type NextPromptInput = z.infer<typeof nextPromptInput>

/** A prompt that still wants a demonstration. */
export const promptToWrite = z.object({ promptId: id, prompt: z.array(message) })
export type PromptToWrite = z.infer<typeof promptToWrite>
