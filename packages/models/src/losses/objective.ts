import type { GraphBuilder, Tensor, Value } from '@plackett/onnx'
import type { InputSpec, NamedValues } from '../backbone.ts'

/** One ranking of a batch: which rows of the batch it ranks, and how. */
export interface RankedTexts {
  /** Rows of the batch. Rankings may share rows: a text is computed once, however many rankings it stands in. */
  readonly texts: readonly number[]
  /** 1 is best, equal ranks are ties; as long as `texts`. */
  readonly ranks: readonly number[]
  /** How much the ranking counts; 1 unless given. */
  readonly weight?: number
}

/** What a reward model is trained to do: a loss over rewards, and the tensors that tell it about the rankings. */
export interface RewardObjective {
  readonly name: 'pairwise' | 'listwise'
  readonly inputs: readonly InputSpec[]
  /** Whether adding the same to all rewards leaves the loss as it is. */
  readonly isShiftInvariant: boolean
  /** The tensors for a batch's rankings, by input name. A batch without a strict preference gives a loss of 0. */
  targets(rankings: readonly RankedTexts[]): Record<string, Tensor>
  /** The loss, a single number: the mean over the rankings that say something, by their weights. */
  loss(g: GraphBuilder, rewards: Value, inputs: NamedValues): Value
}

/** The weight of each ranking that `counts`, as a share of all of them. */
export function rankingShares(rankings: readonly RankedTexts[], counts: (ranking: RankedTexts) => boolean): number[] {
  const weights = rankings.map((ranking) => (counts(ranking) ? (ranking.weight ?? 1) : 0))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => (total > 0 ? weight / total : 0))
}
