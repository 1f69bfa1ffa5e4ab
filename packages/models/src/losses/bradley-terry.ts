import type { GraphBuilder, Value } from '@plackett/onnx'
import {
  float32s,
  hasStrictPair,
  int64s,
  type RankedTexts,
  type RewardObjective,
  rankingShares,
  weightWhere,
} from './objective.ts'

export interface PairwiseSettings {
  /** The margin that each step between two ranks asks for (Llama 2, §3.2.2); 0 for none. */
  readonly marginPerRank: number
  /** The probability with which a preference is taken to be the other way round. */
  readonly labelSmoothing: number
  /** The weight of the squared sum of both rewards, which keeps rewards around 0 (as TRL's `center_rewards_coefficient`). */
  readonly centring: number
}

interface PairInputs {
  readonly rewards: Value
  /** Rows of the better and the worse text of each pair, int64 [pairs]. */
  readonly chosen: Value
  readonly rejected: Value
  /** [pairs] each. */
  readonly weight: Value
  readonly margin: Value
}

/**
 * Σ w [(1 − ε) −log σ(d) + ε −log σ(−d)] + c Σ w (r_chosen + r_rejected)², d = r_chosen − r_rejected − m.
 * −log σ(d) is softplus(−d).
 */
function bradleyTerryLoss(
  g: GraphBuilder,
  { rewards, chosen, rejected, weight, margin }: PairInputs,
  { labelSmoothing, centring }: Pick<PairwiseSettings, 'labelSmoothing' | 'centring'>,
): Value {
  const better = g.name(g.gather(rewards, chosen), 'rewards_chosen') // [pairs]
  const worse = g.name(g.gather(rewards, rejected), 'rewards_rejected') // [pairs]
  const difference = g.sub(g.sub(better, worse), margin)
  const kept = g.softplus(g.neg(difference))
  const smoothed =
    labelSmoothing === 0 ? kept : g.add(g.mul(kept, 1 - labelSmoothing), g.mul(g.softplus(difference), labelSmoothing))
  const sum = g.add(better, worse)
  const each = centring === 0 ? smoothed : g.add(smoothed, g.mul(g.mul(sum, sum), centring))
  return g.reduceSum(g.mul(weight, each))
}

/** All strict pairs of each ranking, each ranking counting the same (Ouyang et al. 2022, §3.5); ties say nothing. */
export function pairwiseObjective(settings: PairwiseSettings): RewardObjective {
  return {
    name: 'pairwise',
    inputs: [
      { name: 'chosen', type: 'int64', shape: ['pairs'] },
      { name: 'rejected', type: 'int64', shape: ['pairs'] },
      { name: 'pair_weight', type: 'float32', shape: ['pairs'] },
      { name: 'margin', type: 'float32', shape: ['pairs'] },
    ],
    isShiftInvariant: settings.centring === 0,
    weightOf: pairWeight,
    targets: (rankings, total) => pairTensors(rankings, settings.marginPerRank, total),
    loss: (g, rewards, { chosen, rejected, pair_weight, margin }) =>
      bradleyTerryLoss(
        g,
        { rewards, chosen: chosen!, rejected: rejected!, weight: pair_weight!, margin: margin! },
        settings,
      ),
  }
}

const pairWeight = weightWhere(hasStrictPair)

function pairTensors(rankings: readonly RankedTexts[], marginPerRank: number, total?: number) {
  const pairs = rankings.map(strictPairs)
  const shares = rankingShares(rankings, pairWeight, total)
  const all = pairs.flat()
  return {
    chosen: int64s(all.map((pair) => pair.chosen)),
    rejected: int64s(all.map((pair) => pair.rejected)),
    pair_weight: float32s(pairs.flatMap((of, at) => of.map(() => shares[at]! / of.length))),
    margin: float32s(all.map((pair) => pair.steps * marginPerRank)),
  }
}

/** Every two texts of different rank, the better one first, with the number of ranks between them. */
function strictPairs({ texts, ranks }: RankedTexts): { chosen: number; rejected: number; steps: number }[] {
  return texts.flatMap((chosen, a) =>
    texts.map((rejected, b) => ({ chosen, rejected, steps: ranks[b]! - ranks[a]! })).filter(({ steps }) => steps > 0),
  )
}
