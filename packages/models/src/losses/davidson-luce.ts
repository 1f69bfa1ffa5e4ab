import type { GraphBuilder, Value } from '@plackett/onnx'
import type { NamedValues } from '../backbone.ts'
import { logSumExpOfGroups } from './log-sum-exp-of-groups.ts'
import {
  float32s,
  int64s,
  learnedNumbers,
  type RankedTexts,
  type RewardObjective,
  rankingShares,
  weightWhere,
} from './objective.ts'

/** Of how many texts a tie can be; 1, no tie, is always among them. With 9 texts and all sizes a first choice has 511 terms. */
export interface DavidsonLuceSettings {
  readonly sizes: readonly number[]
}

export const davidsonLuceDefaults: DavidsonLuceSettings = { sizes: [1, 2, 3] }

/**
 * Davidson–Luce (Firth, Kosmidis and Turner 2019, eq. 2): a ranking with ties as a series of choices of the best set S of
 * those left, −Σ_j log f(tier_j) / Σ_S f(S), with log f(S) = log δ_|S| + mean of the rewards in S and δ₁ = 1. The other δ
 * are learned. Rankings with a tie of a size that is not among the sizes, and those of a single text, are left out.
 */
export function davidsonLuceObjective(settings: DavidsonLuceSettings = davidsonLuceDefaults): RewardObjective {
  const sizes = [1, ...settings.sizes.filter((size) => size > 1)]
  const weightOf = weightWhere((ranking) => isCovered(ranking, sizes))
  return {
    name: 'davidson-luce',
    inputs: [
      { name: 'member_text', type: 'int64', shape: ['members'] },
      { name: 'member_set', type: 'int64', shape: ['members'] },
      { name: 'member_share', type: 'float32', shape: ['members'] },
      { name: 'set_size', type: 'int64', shape: ['sets'] },
      { name: 'set_choice', type: 'int64', shape: ['sets'] },
      { name: 'set_pick_weight', type: 'float32', shape: ['sets'] },
      { name: 'choice_weight', type: 'float32', shape: ['choices'] },
    ],
    parameters: sizes.length > 1 ? [learnedNumbers('log_delta', sizes.length - 1, 0)] : [],
    isShiftInvariant: true,
    weightOf,
    targets: (rankings, total) => setTensors(rankings, { sizes, shares: rankingShares(rankings, weightOf, total) }),
    loss: davidsonLuceLoss,
  }
}

/** Σ_choices w log Σ_sets f − Σ_picked w log f. */
function davidsonLuceLoss(g: GraphBuilder, rewards: Value, inputs: NamedValues): Value {
  const { member_text, member_set, member_share, set_size, set_choice, set_pick_weight, choice_weight } = inputs
  const shares = g.mul(g.gather(rewards, member_text!), member_share!) // [members]
  const zeros = g.fill(set_size!.shape, 0, rewards.type)
  const means = g.scatterElements(zeros, member_set!, shares, { axis: 0, reduction: 'add' }) // [sets]
  const one = g.fill([1], 0, rewards.type)
  const logDelta = inputs.log_delta ? g.concat([one, inputs.log_delta], 0) : one
  const logF = g.add(means, g.gather(logDelta, set_size!))
  const sums = logSumExpOfGroups(g, { terms: logF, groups: set_choice!, like: choice_weight! }) // [choices]
  return g.sub(g.reduceSum(g.mul(choice_weight!, sums)), g.reduceSum(g.mul(set_pick_weight!, logF)))
}

/** One set of texts that could be the best, as members. */
interface TextSet {
  readonly texts: readonly number[]
  readonly isPicked: boolean
}

interface Covered {
  readonly sizes: readonly number[]
  readonly shares: readonly number[]
}

function setTensors(rankings: readonly RankedTexts[], { sizes, shares }: Covered) {
  const choices = rankings.flatMap((ranking, at) =>
    shares[at]! > 0 ? choicesOf(ranking, sizes).map((sets) => ({ sets, share: shares[at]! })) : [],
  )
  const sets = choices.flatMap(({ sets, share }, choice) => sets.map((set) => ({ ...set, choice, share })))
  const members = sets.flatMap(({ texts }, set) => texts.map((text) => ({ text, set, share: 1 / texts.length })))
  return {
    member_text: int64s(members.map(({ text }) => text)),
    member_set: int64s(members.map(({ set }) => set)),
    member_share: float32s(members.map(({ share }) => share)),
    set_size: int64s(sets.map(({ texts }) => sizes.indexOf(texts.length))),
    set_choice: int64s(sets.map(({ choice }) => choice)),
    set_pick_weight: float32s(sets.map(({ isPicked, share }) => (isPicked ? share : 0))),
    choice_weight: float32s(choices.map(({ share }) => share)),
  }
}

function isCovered({ texts, ranks }: RankedTexts, sizes: readonly number[]): boolean {
  const tiers = [...new Set(ranks)].map((rank) => ranks.filter((other) => other === rank).length)
  return texts.length > 1 && tiers.every((size) => sizes.includes(size))
}

/** The sets from which each tier is chosen. A last one that is alone is no choice, but a tie of all that is left is. */
function choicesOf({ texts, ranks }: RankedTexts, sizes: readonly number[]): TextSet[][] {
  return [...new Set(ranks)]
    .sort((a, b) => a - b)
    .map((rank) => {
      const left = texts.map((text, at) => ({ text, isBest: ranks[at] === rank })).filter((_, at) => ranks[at]! >= rank)
      const best = left.filter(({ isBest }) => isBest).length
      return sizes
        .flatMap((size) => subsetsOf(left, size))
        .map((members) => ({
          texts: members.map(({ text }) => text),
          isPicked: members.length === best && members.every(({ isBest }) => isBest),
        }))
    })
    .filter((sets) => sets.length > 1)
}

function subsetsOf<T>(items: readonly T[], size: number): T[][] {
  if (size === 0) return [[]]
  return items.flatMap((item, at) => subsetsOf(items.slice(at + 1), size - 1).map((rest) => [item, ...rest]))
}
