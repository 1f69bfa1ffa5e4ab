import type { GraphBuilder, Value } from '@plackett/onnx'
import {
  float32s,
  int64s,
  learnedNumbers,
  type RankedTexts,
  type RewardObjective,
  rankingShares,
  weightWhere,
} from './objective.ts'

/** Comparisons with three outcomes; [comparisons] each. */
export interface OutcomeInputs {
  /** Rewards of the two. */
  readonly first: Value
  readonly second: Value
  /** How much each outcome counts: the weight of the comparison at the one that it had, 0 at the others. */
  readonly won: Value
  readonly lost: Value
  readonly tied: Value
}

/** −Σ w log P(outcome), from the log-probabilities of the three. */
export function outcomeLoss(
  g: GraphBuilder,
  { won, lost, tied }: OutcomeInputs,
  log: { readonly win: Value; readonly lose: Value; readonly tie: Value },
): Value {
  const parts = [g.mul(won, log.win), g.mul(lost, log.lose), g.mul(tied, log.tie)]
  return g.neg(g.reduceSum(parts.reduce((sum, part) => g.add(sum, part))))
}

interface TieModel {
  readonly name: 'davidson' | 'rao-kupper'
  /** What is learned beside the rewards, and what it starts with. */
  readonly parameter: string
  readonly start: number
  loss(g: GraphBuilder, inputs: OutcomeInputs, parameter: Value): Value
}

/** All pairs of each ranking with ties as an outcome of their own, each ranking counting the same. */
export function tieObjective({ name, parameter, start, loss }: TieModel): RewardObjective {
  return {
    name,
    inputs: [
      { name: 'first', type: 'int64', shape: ['comparisons'] },
      { name: 'second', type: 'int64', shape: ['comparisons'] },
      { name: 'won_weight', type: 'float32', shape: ['comparisons'] },
      { name: 'tied_weight', type: 'float32', shape: ['comparisons'] },
    ],
    parameters: [learnedNumbers(parameter, 1, start)],
    isShiftInvariant: true,
    weightOf: pairWeight,
    targets: outcomeTensors,
    loss: (g, rewards, inputs) => {
      const [first, second] = [g.gather(rewards, inputs.first!), g.gather(rewards, inputs.second!)]
      const [won, tied] = [inputs.won_weight!, inputs.tied_weight!]
      return loss(g, { first, second, won, lost: g.fill(won.shape, 0, won.type), tied }, inputs[parameter]!)
    },
  }
}

const pairWeight = weightWhere(({ texts }) => texts.length > 1)

function outcomeTensors(rankings: readonly RankedTexts[], total?: number) {
  const shares = rankingShares(rankings, pairWeight, total)
  const comparisons = rankings.flatMap((ranking, at) => {
    const pairs = pairsOf(ranking)
    return pairs.map((pair) => ({ ...pair, weight: shares[at]! / pairs.length }))
  })
  return {
    first: int64s(comparisons.map(({ first }) => first)),
    second: int64s(comparisons.map(({ second }) => second)),
    won_weight: float32s(comparisons.map(({ isTie, weight }) => (isTie ? 0 : weight))),
    tied_weight: float32s(comparisons.map(({ isTie, weight }) => (isTie ? weight : 0))),
  }
}

/** Every two texts, the better one first. */
function pairsOf({ texts, ranks }: RankedTexts): { first: number; second: number; isTie: boolean }[] {
  return texts.flatMap((first, a) =>
    texts.flatMap((second, b) => {
      const isTie = ranks[a] === ranks[b]
      return ranks[a]! < ranks[b]! || (isTie && a < b) ? [{ first, second, isTie }] : []
    }),
  )
}
