import { z } from 'zod'
import { id } from './page.ts'
import { tendency } from './quality.ts'
import { shareEstimate } from './share-estimate.ts'

/** What an annotator does that honest work rarely shows. A hint to look at their rankings, never a proof. */
export const annotatorHint = z.enum([
  /** Many rankings sooner than the texts can be read. */
  'too_fast',
  /** The order shown, or its reverse, far more often than by chance. */
  'as_shown',
  /** The longer completion almost always. */
  'always_longer',
  /** One side of the screen more often than the other. */
  'prefers_place',
  /** Agrees with others no more than a coin would. */
  'no_agreement',
  /** Agreement fell over time. */
  'drift',
  /** Votes between models unlike those of all others (FastChat's test). */
  'unlike_others',
])
export type AnnotatorHint = z.infer<typeof annotatorHint>

export const annotatorReport = z.object({
  annotatorId: z.string(),
  name: z.string(),
  isMember: z.boolean(),
  /** Whether they may take tasks: the latest pause, resume or retrain. */
  state: z.enum(['active', 'paused', 'retraining']),
  /** Whether their rankings, or some of them, are left out of every count. */
  isExcluded: z.boolean(),
  weight: z.number(),
  rankings: z.number().int(),
  lastRankingAt: z.string(),
  /** Null where no time is known, as of imported rankings. */
  medianSeconds: z.number().nullable(),
  /** Characters of the completions a second, the median. */
  charactersPerSecond: z.number().nullable(),
  /** How often their strict preferences are right, by Dawid and Skene's one-coin model of all votes; interval by tasks. */
  reliability: shareEstimate.nullable(),
  /** How often others who decided the same pairs agree; interval by tasks. */
  agreement: shareEstimate.nullable(),
  /** The same over time, in up to five equal parts of their shared tasks. */
  overTime: z.array(z.object({ until: z.string(), agreement: shareEstimate })),
  tieShare: z.number(),
  earlier: tendency.nullable(),
  longer: tendency.nullable(),
  /** Rankings that repeat the order shown. */
  asShown: z.number().int(),
  /** Rankings given faster than a hundred characters a second. */
  tooFast: z.number().int(),
  /** Gold tasks answered, and what their pairs say of the accuracy; null without any. */
  gold: z
    .object({
      tasks: z.number().int(),
      missedTasks: z.number().int(),
      accuracy: shareEstimate,
      /** P(accuracy < the project's minimum). */
      below: z.number(),
    })
    .nullable(),
  hints: z.array(annotatorHint),
})
export type AnnotatorReport = z.infer<typeof annotatorReport>

export const annotatorsReport = z.object({ computedAt: z.string(), annotators: z.array(annotatorReport) })
export type AnnotatorsReport = z.infer<typeof annotatorsReport>

const about = { projectId: id, annotatorId: z.string().min(1).max(200) }
const text = z.string().trim().max(2_000)

/** A decision about an annotator. `text` is shown to them, but for excludes, includes and weights, where it is the reason. */
export const decideInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), ...about, text: text.min(1) }),
  z.object({ kind: z.literal('pause'), ...about, text: text.default('') }),
  z.object({ kind: z.literal('resume'), ...about, text: text.default('') }),
  z.object({ kind: z.literal('retrain'), ...about, text: text.default('') }),
  z.object({
    kind: z.literal('exclude'),
    ...about,
    text: text.default(''),
    /** Only rankings given from then, until then. */
    fromAt: z.date().optional(),
    untilAt: z.date().optional(),
  }),
  z.object({ kind: z.literal('include'), ...about, text: text.default('') }),
  z.object({ kind: z.literal('weigh'), ...about, text: text.default(''), weight: z.number().min(0).max(1) }),
])
export type DecideInput = z.infer<typeof decideInput>

export const decision = z.object({
  id,
  kind: z.enum(['message', 'pause', 'resume', 'retrain', 'exclude', 'include', 'weigh']),
  text: z.string(),
  weight: z.number().nullable(),
  fromAt: z.date().nullable(),
  untilAt: z.date().nullable(),
  /** Absent: the product decided, by its rule. */
  decidedBy: z.string().nullable(),
  createdAt: z.date(),
})
export type Decision = z.infer<typeof decision>

export const annotatorReference = z.object(about)
export type AnnotatorReference = z.infer<typeof annotatorReference>

/** What the project tells an annotator while they rank. */
export const annotatorNotice = z.object({
  state: annotatorReport.shape.state,
  /** The latest messages of the last thirty days, and why they are paused; the newest first. */
  messages: z.array(
    z.object({ id, kind: z.enum(['message', 'pause', 'resume', 'retrain']), text: z.string(), createdAt: z.date() }),
  ),
})
export type AnnotatorNotice = z.infer<typeof annotatorNotice>

/** Weights all annotators by what their reliability says. */
export const weighByReliabilityInput = z.object({ projectId: id })
export type WeighByReliabilityInput = z.infer<typeof weighByReliabilityInput>
