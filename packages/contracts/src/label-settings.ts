import { z } from 'zod'

/** Names a rating axis, a flag or a span label in stored answers and exports; its wording may change, its key may not. */
export const labelKey = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, { error: 'A key is of lower-case letters, digits and underscores.' })

const wording = z.string().trim().min(1).max(120)

/** A flag that can be set on a completion, or a label that a part of its text can be marked with. */
export const labelName = z.object({ key: labelKey, label: wording })
export type LabelName = z.infer<typeof labelName>

export const ratingMaximum = { least: 2, most: 10 } as const

/** A scale from 1 to `max` on which each completion is rated, such as "overall" or "helpfulness". */
export const ratingAxis = labelName.extend({
  max: z.number().int().min(ratingMaximum.least).max(ratingMaximum.most).default(7),
  required: z.boolean().default(true),
  /** What the two ends mean, where it is not plain. */
  low: z.string().trim().max(80).default(''),
  high: z.string().trim().max(80).default(''),
})
export type RatingAxis = z.infer<typeof ratingAxis>

/** Whether something is asked for, and whether an answer may come without it. */
export const wish = z.enum(['off', 'optional', 'required'])
export type Wish = z.infer<typeof wish>

const distinct = <T extends { key: string }>(items: z.ZodType<T[]>) =>
  items.refine((value) => new Set(value.map(({ key }) => key)).size === value.length, {
    error: 'Two of them have the same key.',
  })

/** What people are asked about each task of a project. */
export const labelSettings = z.object({
  /** One sentence above the order, such as "Which reply is more helpful?"; none if empty. */
  question: z.string().trim().max(300).default(''),
  /** Whether equal ranks may be given. */
  allowTies: z.boolean().default(true),
  /** Whether completions may stay unplaced, which is not the same as last. */
  allowPartial: z.boolean().default(false),
  /** Whether a task may be answered "not rankable" with a reason. */
  allowNotRankable: z.boolean().default(true),
  /** The reasons to choose from; the usual ones if empty. Own words are always possible. */
  notRankableReasons: z.array(wording).max(20).default([]),
  /** Whether an answer may say that none of the completions is good enough ("both bad"). */
  allowAllBad: z.boolean().default(false),
  /** How much better the better one of two is, weakest first; not asked if empty, nor where a task has more than two. */
  strengths: z.array(wording).max(5).default([]),
  ratings: distinct(z.array(ratingAxis).max(12)).default([]),
  flags: distinct(z.array(labelName).max(40)).default([]),
  /** Labels with which parts of a completion's text can be marked. */
  spans: distinct(z.array(labelName).max(20)).default([]),
  /** A text about each completion. */
  critique: wish.default('off'),
  /** A text about the answer as a whole. */
  reason: wish.default('off'),
  /** Whether a completion may be corrected; the corrected text is a demonstration once it is approved. */
  allowEdits: z.boolean().default(false),
  /** Whether annotators write demonstrations for prompts of the project. */
  allowDemonstrations: z.boolean().default(false),
})
export type LabelSettings = z.infer<typeof labelSettings>
