import { type GraphBuilder, type Tensor, tensorFrom, type Value } from '@plackett/onnx'
import type { InputSpec, NamedValues } from '../backbone.ts'
import type { ParameterSpec } from '../parameter.ts'

/** One ranking of a batch: which rows of the batch it ranks, and how. */
export interface RankedTexts {
  /** Rows of the batch. Rankings may share rows: a text is computed once, however many rankings it stands in. */
  readonly texts: readonly number[]
  /** 1 is best, equal ranks are ties; as long as `texts`. */
  readonly ranks: readonly number[]
  /** How much the ranking counts; 1 unless given. */
  readonly weight?: number
  /** What each text was rated, as long as `texts`; null for those without. */
  readonly ratings?: readonly (number | null)[]
}

export const rewardObjectiveNames = [
  'pairwise',
  'listwise',
  'davidson',
  'rao-kupper',
  'davidson-luce',
  'regression',
] as const
export type RewardObjectiveName = (typeof rewardObjectiveNames)[number]

/** What a reward model is trained to do: a loss over rewards, and the tensors that tell it about the rankings. */
export interface RewardObjective {
  readonly name: RewardObjectiveName
  readonly inputs: readonly InputSpec[]
  /** What the loss learns beside the rewards, such as how often people call a tie; it does not go into the model. */
  readonly parameters?: readonly ParameterSpec[]
  /** Whether adding the same to all rewards leaves the loss as it is. */
  readonly isShiftInvariant: boolean
  /** How much a ranking counts; 0 for one that says nothing to this loss. */
  weightOf(ranking: RankedTexts): number
  /**
   * The tensors for a batch's rankings, by input name. A batch that says nothing gives a loss of 0. Where a step has several
   * batches, `total` is the weight of all its rankings: the losses then add up to that of the step.
   */
  targets(rankings: readonly RankedTexts[], total?: number): Record<string, Tensor>
  /**
   * The loss, a single number: the mean over the rankings that say something, by their weights. `inputs` are those named
   * above and the parameters.
   */
  loss(g: GraphBuilder, rewards: Value, inputs: NamedValues): Value
}

/** A vector of rows, sizes or places. */
export function int64s(values: readonly number[]): Tensor {
  return tensorFrom('int64', [values.length], values)
}

export function float32s(values: readonly number[]): Tensor {
  return tensorFrom('float32', [values.length], values)
}

/** A number that the loss learns beside the rewards; it does not decay. */
export function learnedNumbers(name: string, count: number, value: number): ParameterSpec {
  return { name, dims: [count], initial: { kind: 'constant', value }, learningRateFactor: 1, decayFactor: 0 }
}

/** The weight of each ranking as a share of `total`, or of all of them. */
export function rankingShares(
  rankings: readonly RankedTexts[],
  weightOf: (ranking: RankedTexts) => number,
  total = totalOf(rankings, weightOf),
): number[] {
  return rankings.map((ranking) => (total > 0 ? weightOf(ranking) / total : 0))
}

function totalOf(rankings: readonly RankedTexts[], weightOf: (ranking: RankedTexts) => number): number {
  return rankings.reduce((sum, ranking) => sum + weightOf(ranking), 0)
}

/** A ranking's weight where it says something, else 0. */
export function weightWhere(says: (ranking: RankedTexts) => boolean): (ranking: RankedTexts) => number {
  return (ranking) => (says(ranking) ? (ranking.weight ?? 1) : 0)
}

/** Whether a ranking prefers any text to another. */
export function hasStrictPair({ ranks }: RankedTexts): boolean {
  return new Set(ranks).size > 1
}
