import { createHash } from 'node:crypto'
import type { Baseline, GroupTallies, PairedDifference, RankingRecord } from '@plackett/contracts'
import { compareByGroup, pcg32 } from '@plackett/preference'
import { bootstrapShare } from './bootstrap-share.ts'
import { differenceOf, type JudgedPair, type Rewards, rightnessOf } from './judged-pairs.ts'
import { sharesByGroup } from './slices.ts'

/** Draws for intervals, and exchanges for tests, of differences. */
const rounds = 2_000

/** The baseline "the longer is better". */
export function lengthBaseline(pairs: readonly JudgedPair[]): Promise<Baseline | null> {
  return baselineOf('length', pairs, ({ lengths: [better, worse] }) => rightnessOf(better - worse))
}

/** Another model's rewards of the same rankings as a baseline. */
export function modelBaseline(pairs: readonly JudgedPair[], rewards: Rewards): Promise<Baseline | null> {
  return baselineOf('ngram', pairs, ({ at, better, worse }) =>
    rightnessOf(differenceOf(rewards[at]![better]!, rewards[at]![worse]!)),
  )
}

async function baselineOf(
  name: Baseline['name'],
  pairs: readonly JudgedPair[],
  rightOf: (pair: JudgedPair) => number,
): Promise<Baseline | null> {
  const shares = sharesByGroup(pairs, rightOf)
  const accuracy = await bootstrapShare([...shares.values()])
  const difference = pairedDifferenceOf(pairs, rightOf)
  return accuracy && difference && { name, accuracy, difference }
}

/** By how much the rewards beat something else on the same pairs; null without any. */
export function pairedDifferenceOf(
  pairs: readonly JudgedPair[],
  rightOf: (pair: JudgedPair) => number,
): PairedDifference | null {
  const own = sharesByGroup(pairs, ({ right }) => right)
  const other = sharesByGroup(pairs, rightOf)
  const groups = [...own].map(([group, { right, pairs: count }]) => {
    return { first: right, second: other.get(group)!.right, pairs: count }
  })
  const found = compareByGroup(groups, { rounds, random: pcg32(1) })
  if (found === null) return null
  const { difference, lower, upper, p } = found
  return { difference, low: lower, high: upper, p, groups: groups.length, pairs: pairs.length }
}

const mostGroups = 20_000

/** What later comparisons of models on the same data need; null where there are too many groups to keep. */
export function groupTalliesOf(records: readonly RankingRecord[], pairs: readonly JudgedPair[]): GroupTallies | null {
  const shares = [...sharesByGroup(pairs, ({ right }) => right).values()]
  if (shares.length > mostGroups) return null
  return {
    data: hashOf(records),
    right: shares.map(({ right }) => right),
    pairs: shares.map((share) => share.pairs),
  }
}

function hashOf(records: readonly RankingRecord[]): string {
  const hash = createHash('sha256')
  for (const { prompt, completions, ranks, group } of records)
    hash.update(JSON.stringify([prompt, completions.map(({ text }) => text), ranks, group ?? null]))
  return hash.digest('hex')
}
