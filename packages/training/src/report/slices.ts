import type { Estimate, Evaluation } from '@plackett/contracts'
import { bootstrapShare, linearShare, type Share } from './bootstrap-share.ts'
import type { JudgedPair } from './judged-pairs.ts'

/** Slices of one kind beyond this many are left out, those with the fewest pairs first. */
const mostSlices = 30

/** Groups from which on the intervals of slices, of which there are many, are not drawn but computed. */
const manyGroups = 300

/** The accuracy over some pairs; null without any. */
export async function accuracyOf(pairs: readonly JudgedPair[]): Promise<Estimate | null> {
  const units = [...sharesByGroup(pairs, ({ right }) => right).values()]
  return units.length < manyGroups ? bootstrapShare(units) : linearShare(units)
}

/** What each group adds to a share. */
export function sharesByGroup<P extends JudgedPair>(
  pairs: readonly P[],
  rightOf: (pair: P, at: number) => number,
): Map<string, Share> {
  const units = new Map<string, Share>()
  for (const [at, pair] of pairs.entries()) {
    const before = units.get(pair.group) ?? { right: 0, pairs: 0 }
    units.set(pair.group, { right: before.right + rightOf(pair, at), pairs: before.pairs + 1 })
  }
  return units
}

/** The accuracy over the pairs of each label, in the order of the labels' first argument; pairs without one are left out. */
export async function slicesBy<L extends string | number>(
  pairs: readonly JudgedPair[],
  labelOf: (pair: JudgedPair) => L | undefined,
): Promise<Evaluation['byStrength']> {
  const slices = new Map<L, JudgedPair[]>()
  for (const pair of pairs) {
    const label = labelOf(pair)
    if (label === undefined) continue
    const slice = slices.get(label)
    if (slice) slice.push(pair)
    else slices.set(label, [pair])
  }
  const largest = [...slices].sort(([, a], [, b]) => b.length - a.length).slice(0, mostSlices)
  const found: Evaluation['byStrength'] = []
  for (const [label, slice] of largest.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
    found.push({ label: String(label), accuracy: (await accuracyOf(slice))! })
  return found
}

/** Up to how many times as long as the other the preferred text is, the last without limit. */
const lengthSteps = [0.5, 0.9, 1.1, 2] as const

/** Accuracy by how long the preferred text is compared with the other, the shortest first. */
export async function slicesByLength(pairs: readonly JudgedPair[]): Promise<Evaluation['byLength']> {
  const stepOf = ({ lengths: [better, worse] }: JudgedPair) => {
    const ratio = (better + 1) / (worse + 1)
    const step = lengthSteps.findIndex((limit) => ratio < limit)
    return step < 0 ? lengthSteps.length : step
  }
  const slices = await slicesBy(pairs, stepOf)
  return slices.map(({ label, accuracy }) => ({ label: lengthLabels[Number(label)]!, accuracy }))
}

export const lengthLabels = ['<0.5', '0.5-0.9', '0.9-1.1', '1.1-2', '>=2'] as const

/** For each source model the pairs in which it meets another: how often it is preferred, by people and by the rewards. */
export async function slicesBySourceModel(pairs: readonly JudgedPair[]): Promise<Evaluation['bySourceModel']> {
  const modelOf = ({ record }: JudgedPair, at: number) => record.completions[at]!.model
  const met = pairs.filter((pair) => {
    const [better, worse] = [modelOf(pair, pair.better), modelOf(pair, pair.worse)]
    return better !== undefined && worse !== undefined && better !== worse
  })
  const models = [...new Set(met.flatMap((pair) => [modelOf(pair, pair.better)!, modelOf(pair, pair.worse)!]))]
  const ofModel = models.map((model) => {
    const own = met.filter((pair) => modelOf(pair, pair.better) === model || modelOf(pair, pair.worse) === model)
    return { model, own }
  })
  const largest = ofModel.sort((a, b) => b.own.length - a.own.length).slice(0, mostSlices)
  const found: Evaluation['bySourceModel'] = []
  for (const { model, own } of largest) {
    const wins = own.map((pair) => (modelOf(pair, pair.better) === model ? 1 : 0))
    const rewarded = own.map(({ right }, at) => (wins[at] === 1 ? right : 1 - right))
    found.push({ model, accuracy: (await accuracyOf(own))!, preferred: meanOf(wins), rewarded: meanOf(rewarded) })
  }
  return found
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
