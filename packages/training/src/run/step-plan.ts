import type { Batching } from '../backbone/backbone.ts'
import type { RankedRow } from './ranked-texts.ts'
import { shuffled } from './shuffled.ts'

/** The rankings of one step, in parts that are run one after the other because together they would be too much. */
export type Step = RankedRow[][]

export interface StepPlanSettings {
  readonly batching: Batching
  /** Tokens of each text, by row. */
  readonly lengths: readonly number[]
  readonly seed: number
  /** What the order depends on beside the seed. */
  readonly name: string
}

/** The steps of an epoch, in which every ranking stands once. */
export function planSteps(rankings: readonly RankedRow[], settings: StepPlanSettings): Step[] {
  const { batching, seed, name } = settings
  if (batching.isGathered) return gatheredSteps(rankings, settings)
  return batchesOf(shuffled(rankings, seed, name), batching.batchSize).map((batch) => [batch])
}

/** Steps among which batches are formed by length: many, so that there is little padding; not all, so that chance has a say. */
const sortedTogether = 32

/**
 * Rankings that share texts stand in one step, so that a text is computed once for many comparisons; among them, texts of about
 * one length, so that little is padding. Steps come in an order by chance.
 */
function gatheredSteps(rankings: readonly RankedRow[], settings: StepPlanSettings): Step[] {
  const { batching, lengths, seed, name } = settings
  const pieces = shuffled(piecesOf(rankings, settings), seed, `${name}/pieces`)
  const widthOf = (piece: readonly RankedRow[]) =>
    Math.max(...piece.flatMap(({ texts }) => texts.map((row) => lengths[row]!)))
  const steps = batchesOf(pieces, sortedTogether * batching.batchSize).flatMap((some) => {
    const byWidth = some.map((piece) => ({ piece, width: widthOf(piece) })).sort((a, b) => b.width - a.width)
    return packed(
      byWidth.map(({ piece }) => piece),
      batching.batchSize,
    )
  })
  return shuffled(steps, seed, `${name}/steps`).map((step) => partsOf(step, settings))
}

/** Rankings that belong together: of a prompt whose rankings share texts as many as a step takes, else single ones. */
function piecesOf(rankings: readonly RankedRow[], { batching, seed, name }: StepPlanSettings): RankedRow[][] {
  const byPrompt = new Map<number, RankedRow[]>()
  for (const ranking of rankings) {
    const of = byPrompt.get(ranking.prompt)
    if (of) of.push(ranking)
    else byPrompt.set(ranking.prompt, [ranking])
  }
  return [...byPrompt.values()].flatMap((of) => {
    const texts = new Set(of.flatMap((ranking) => ranking.texts))
    const isShared = texts.size < of.reduce((sum, ranking) => sum + ranking.texts.length, 0)
    if (!isShared) return of.map((ranking) => [ranking])
    return batchesOf(byBlocks(of, shuffled([...texts], seed, `${name}/${of[0]!.prompt}`)), batching.batchSize)
  })
}

/** Texts of a block: two blocks make up to 36 pairs and cost twelve texts, where 36 pairs by chance would cost most of a prompt's. */
const blockSize = 6

/** Rankings in an order in which neighbours share texts: by the blocks that a random order of the texts puts theirs into. */
function byBlocks(rankings: readonly RankedRow[], order: readonly number[]): RankedRow[] {
  const blocks = new Map(order.map((text, at) => [text, Math.floor(at / blockSize)]))
  const keyed = rankings.map((ranking) => {
    const of = ranking.texts.map((text) => blocks.get(text)!)
    return { ranking, low: Math.min(...of), high: Math.max(...of) }
  })
  return keyed.sort((a, b) => a.low - b.low || a.high - b.high).map(({ ranking }) => ranking)
}

function packed(pieces: readonly RankedRow[][], size: number): RankedRow[][] {
  const steps: RankedRow[][] = []
  for (const piece of pieces) {
    const last = steps.at(-1)
    if (last && last.length + piece.length <= size) last.push(...piece)
    else steps.push([...piece])
  }
  return steps
}

/** As few parts as keep each below the limit of tokens; a ranking is never cut. */
function partsOf(step: readonly RankedRow[], { batching, lengths }: StepPlanSettings): Step {
  if (batching.mostTokens === null) return [[...step]]
  const parts: RankedRow[][] = []
  let texts = new Set<number>()
  for (const ranking of step) {
    const all = new Set([...texts, ...ranking.texts])
    const tokens = all.size * Math.max(...[...all].map((row) => lengths[row]!))
    const isFull = parts.length === 0 || tokens > batching.mostTokens
    if (isFull) parts.push([])
    texts = isFull ? new Set(ranking.texts) : all
    parts.at(-1)!.push(ranking)
  }
  return parts
}

export function batchesOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size))
}
