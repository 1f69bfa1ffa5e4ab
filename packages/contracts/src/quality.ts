import { z } from 'zod'
import { id } from './page.ts'
import { shareEstimate } from './share-estimate.ts'
import { taskTurns } from './task.ts'

export const qualityInput = z.object({
  projectId: id,
  /** Only prompts in this language; empty for those without one. */
  language: z.string().max(40).optional(),
})
export type QualityInput = z.infer<typeof qualityInput>

/** How far annotators agree on some tasks. */
export const agreementEstimate = z.object({
  /** Krippendorff's α over pairs of completions with its jackknife interval over tasks; null where undefined. */
  alpha: z.number().nullable(),
  alphaInterval: z.object({ low: z.number(), high: z.number() }).nullable(),
  /** α over mid-ranks. */
  rankAlpha: z.number().nullable(),
  /** Share of pairs that two annotators both decided on which they prefer the same completion; interval by tasks. */
  pairs: shareEstimate,
  /** Tasks with two rankings or more, and who ranked them. */
  tasks: z.number().int(),
  annotators: z.number().int(),
})
export type AgreementEstimate = z.infer<typeof agreementEstimate>

const annotatorName = z.object({ annotatorId: z.string(), name: z.string() })

/** Parts of the project by which agreement is told apart. */
export const agreementGroup = agreementEstimate.extend({
  /** Absent for prompts without one. */
  language: z.string().nullable().optional(),
  completions: z.number().int().optional(),
  turns: taskTurns.optional(),
  /** Null for rankings from before there were versions. */
  guidelinesVersion: z.number().int().nullable().optional(),
})
export type AgreementGroup = z.infer<typeof agreementGroup>

export const annotatorPair = z.object({
  first: annotatorName,
  second: annotatorName,
  pairs: shareEstimate,
  alpha: z.number().nullable(),
  tasks: z.number().int(),
})
export type AnnotatorPair = z.infer<typeof annotatorPair>

/** How a trait that should not matter goes with preference. */
export const tendency = z.object({
  /** Share of strict pairs in which the completion with the trait was preferred, interval by rankings. */
  preferred: shareEstimate,
  /** Two-sided p of ½ as if pairs were independent. */
  p: z.number(),
})
export type Tendency = z.infer<typeof tendency>

export const qualityReport = z.object({
  computedAt: z.string(),
  rankings: z.number().int(),
  tasks: z.number().int(),
  annotators: z.number().int(),
  agreement: agreementEstimate.nullable(),
  byLanguage: z.array(agreementGroup),
  byKind: z.array(agreementGroup),
  /** Among rankings that were given under one version of the guidelines. */
  byGuidelines: z.array(agreementGroup),
  /** Most shared tasks first, the first hundred. */
  byPair: z.array(annotatorPair),
  /**
   * What a model that always knew the truth would score on single votes, if every vote were right with one probability;
   * null where it cannot be told.
   */
  perfectModelAccuracy: z.number().nullable(),
  /** Pairs by the distance of their tiers; 0 is a tie. */
  strengths: z.array(z.object({ strength: z.number().int(), pairs: z.number().int() })),
  /** By number of completions: the mean rank of what was shown in each place, and Friedman's test of all being equal. */
  position: z.array(
    z.object({
      completions: z.number().int(),
      rankings: z.number().int(),
      meanRanks: z.array(z.number()),
      chiSquare: z.number().nullable(),
      p: z.number().nullable(),
    }),
  ),
  /** Of strict pairs: the one shown earlier; the longer one. */
  earlier: tendency.nullable(),
  longer: tendency.nullable(),
  /** Tasks with the lowest share of agreeing pairs, at most twenty. */
  hardest: z.array(
    z.object({
      taskId: id,
      firstLine: z.string(),
      rankings: z.number().int(),
      agreed: z.number().int(),
      pairs: z.number().int(),
      /** Kendall's W; null where undefined or where a ranking is partial. */
      concordance: z.number().nullable(),
    }),
  ),
})
export type QualityReport = z.infer<typeof qualityReport>

/** What weighing the open tasks did; 1 is the mean weight. */
export const weighedTasks = z.object({
  tasks: z.number().int(),
  lowest: z.number().nullable(),
  highest: z.number().nullable(),
})
export type WeighedTasks = z.infer<typeof weighedTasks>

/** What each way of drawing tasks picked. */
export const selectionReport = z.object({
  kinds: z.array(
    z.object({
      selection: z.enum(['in_order', 'random', 'weighted', 'audit']),
      tasks: z.number().int(),
      meanWeight: z.number(),
      agreement: shareEstimate.nullable(),
      ties: shareEstimate.nullable(),
    }),
  ),
  /** The share of ties among all tasks from the weighted draw alone, each task counting 1/probability (Hájek). */
  reweighted: z.object({ tieShare: shareEstimate, effectiveSize: z.number() }).nullable(),
})
export type SelectionReport = z.infer<typeof selectionReport>
