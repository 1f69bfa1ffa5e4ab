import { z } from 'zod'
import { id } from './page.ts'
import { tiers } from './ranking.ts'
import { shareEstimate } from './share-estimate.ts'

/** The right answer of a gold task, as it is kept with the task. */
export const goldAnswer = z.object({
  tiers,
  /** Markdown, shown after answering where the project wishes. */
  explanation: z.string().max(10_000).default(''),
  source: z.enum(['written', 'adjudicated', 'imported']),
})
export type GoldAnswer = z.infer<typeof goldAnswer>

const order = tiers.refine((value) => value.length > 1, { error: 'A right answer needs an order: two tiers at least.' })

/** Makes a task a gold task, or one of the others again. */
export const setGoldInput = z.object({
  taskId: id,
  gold: goldAnswer
    .omit({ source: true })
    .extend({ tiers: order, source: goldAnswer.shape.source.default('written') })
    .nullable(),
})
export type SetGoldInput = z.infer<typeof setGoldInput>

/** How a project tests its annotators. */
export const qualitySettings = z.object({
  /** How often a task that is handed out is a gold task, as long as there are gold tasks left for the annotator. */
  goldRate: z.number().min(0).max(0.5).default(0.1),
  /** The accuracy on gold pairs that the project asks for. */
  minimumAccuracy: z.number().min(0.3).max(0.99).default(0.6),
  /** Whether an annotator is paused who is below it with a probability above 95 %, and missed two gold tasks at least. */
  pausesByGold: z.boolean().default(true),
  /** Whether the right answer and its explanation are shown after a gold task. */
  explainsGold: z.boolean().default(true),
  /** What the weights of a weighted selection are made of. */
  weighing: z.enum(['by_hand', 'reward_model', 'leaderboard']).default('by_hand'),
})
export type QualitySettings = z.infer<typeof qualitySettings>

/** A gold task with how it is answered: one that most miss may be wrong itself. */
export const goldTask = z.object({
  taskId: id,
  firstLine: z.string(),
  source: goldAnswer.shape.source,
  rankings: z.number().int(),
  /** Of its strict pairs, over all first answers; interval by answers; null without answers. */
  accuracy: shareEstimate.nullable(),
})
export type GoldTask = z.infer<typeof goldTask>

export const goldReport = z.object({
  accuracy: shareEstimate.nullable(),
  rankings: z.number().int(),
  /** Worst answered first. */
  tasks: z.array(goldTask),
})
export type GoldReport = z.infer<typeof goldReport>

/** One's own answer to a gold task, with what was right, once answered. */
export const goldFeedback = z.object({
  rankingId: id,
  taskId: id,
  firstLine: z.string(),
  concordant: z.number().int(),
  strict: z.number().int(),
  explanation: z.string(),
  /** The right order, as the places (from 1) that the completions had on the screen. */
  rightOrder: z.array(z.array(z.number().int())),
  answeredAt: z.date(),
})
export type GoldFeedback = z.infer<typeof goldFeedback>
