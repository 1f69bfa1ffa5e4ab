import type { GraphBuilder, Value } from '@plackett/onnx'
import { logSumExpOfGroups } from './log-sum-exp-of-groups.ts'
import {
  float32s,
  hasStrictPair,
  int64s,
  type RankedTexts,
  type RewardObjective,
  rankingShares,
  weightWhere,
} from './objective.ts'

interface ListInputs {
  readonly rewards: Value
  /** The candidates of all choices, one after the other, [terms]: row, which choice, and log of how much it counts. */
  readonly termText: Value
  readonly termChoice: Value
  readonly termLogWeight: Value
  /** [choices] */
  readonly choiceWeight: Value
  /** How much of the loss each pick takes away, [picks], and its row. */
  readonly pickText: Value
  readonly pickWeight: Value
}

/** Σ_choices w log Σ_candidates e^(r + log c) − Σ_picks w r: a ranking as a series of choices of the best one left. */
function plackettLuceLoss(g: GraphBuilder, inputs: ListInputs): Value {
  const { rewards, termText, termChoice, termLogWeight, choiceWeight, pickText, pickWeight } = inputs
  const terms = g.add(g.gather(rewards, termText), termLogWeight) // [terms]
  const sums = logSumExpOfGroups(g, { terms, groups: termChoice, like: choiceWeight }) // [choices]
  const chosenFrom = g.reduceSum(g.mul(choiceWeight, sums))
  return g.sub(chosenFrom, g.reduceSum(g.mul(pickWeight, g.gather(rewards, pickText))))
}

/**
 * Plackett–Luce over whole rankings, −Σ_i log softmax(r_{π(i)} over π(i…K)). A tie of d texts is d choices among the tied
 * and the rest, from each of which the tied count less by 1/d (Efron 1977, J. Am. Stat. Assoc. 72, 557–565, eq. 6.8, who
 * did so for tied deaths): close to the mean over all orders of the tied, at the cost of one. All-tied rankings are left out.
 */
export function listwiseObjective(): RewardObjective {
  return {
    name: 'listwise',
    inputs: [
      { name: 'term_text', type: 'int64', shape: ['terms'] },
      { name: 'term_choice', type: 'int64', shape: ['terms'] },
      { name: 'term_log_weight', type: 'float32', shape: ['terms'] },
      { name: 'choice_weight', type: 'float32', shape: ['choices'] },
      { name: 'pick_text', type: 'int64', shape: ['picks'] },
      { name: 'pick_weight', type: 'float32', shape: ['picks'] },
    ],
    isShiftInvariant: true,
    weightOf: listWeight,
    targets: listTensors,
    loss: (g, rewards, inputs) =>
      plackettLuceLoss(g, {
        rewards,
        termText: inputs.term_text!,
        termChoice: inputs.term_choice!,
        termLogWeight: inputs.term_log_weight!,
        choiceWeight: inputs.choice_weight!,
        pickText: inputs.pick_text!,
        pickWeight: inputs.pick_weight!,
      }),
  }
}

/** One choice of the series: the candidates with their weights, and what they count in the batch. */
interface Choice {
  readonly candidates: readonly { text: number; weight: number }[]
  readonly share: number
}

const listWeight = weightWhere(hasStrictPair)

function listTensors(rankings: readonly RankedTexts[], total?: number) {
  const shares = rankingShares(rankings, listWeight, total)
  const counted = rankings.map((ranking, at) => ({ ...ranking, share: shares[at]! })).filter(({ share }) => share > 0)
  const choices = counted.flatMap(choicesOf)
  const terms = choices.flatMap(({ candidates }, choice) => candidates.map((candidate) => ({ ...candidate, choice })))
  const picks = counted.flatMap(({ texts, share }) => texts.map((text) => ({ text, share })))
  return {
    term_text: int64s(terms.map(({ text }) => text)),
    term_choice: int64s(terms.map(({ choice }) => choice)),
    term_log_weight: float32s(terms.map(({ weight }) => Math.log(weight))),
    choice_weight: float32s(choices.map(({ share }) => share)),
    pick_text: int64s(picks.map(({ text }) => text)),
    pick_weight: float32s(picks.map(({ share }) => share)),
  }
}

function choicesOf({ texts, ranks, share }: RankedTexts & { share: number }): Choice[] {
  return [...new Set(ranks)]
    .sort((a, b) => a - b)
    .flatMap((rank) => {
      const left = texts.map((text, at) => ({ text, rank: ranks[at]! })).filter((each) => each.rank >= rank)
      const tied = left.filter((each) => each.rank === rank).length
      return Array.from({ length: tied }, (_, taken) => ({
        candidates: left.map((each) => ({ text: each.text, weight: each.rank === rank ? 1 - taken / tied : 1 })),
        share,
      }))
    })
}
