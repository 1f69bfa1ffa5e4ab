import type { Random } from '../numerics/pcg32.ts'
import { middleOf } from '../numerics/percentile.ts'
import { requireRounds, requireThat } from '../numerics/require-that.ts'

/** Pairs of a group of rankings that go together, and how many of them each of two models has right. */
export interface GroupComparison {
  first: number
  second: number
  pairs: number
}

export interface GroupDifference {
  /** Right pairs of the first less those of the second, by all pairs, with a 95 % interval by drawing whole groups. */
  difference: number
  lower: number
  upper: number
  /** Two-sided: how often a difference as large comes about when the two models are exchanged in groups at random. */
  p: number
}

/**
 * How much better one model is than another on the same pairs where the pairs of a group are not independent. The test
 * exchanges models within whole groups (Fisher's randomization; Dror et al. 2018, "The Hitchhiker's Guide to Testing
 * Statistical Significance in NLP"). Null without pairs.
 */
export function compareByGroup(
  groups: readonly GroupComparison[],
  { rounds, random }: { rounds: number; random: Random },
): GroupDifference | null {
  requireRounds(rounds)
  const counted = groups.filter(({ pairs }) => pairs > 0)
  requireThat(
    counted.every(({ first, second, pairs }) => Math.min(first, second) >= 0 && Math.max(first, second) <= pairs),
    'No more pairs can be right than there are.',
  )
  if (counted.length === 0) return null
  const pairs = counted.reduce((sum, group) => sum + group.pairs, 0)
  const apart = counted.map(({ first, second }) => first - second)
  const total = apart.reduce((sum, difference) => sum + difference, 0)
  const draws = Float64Array.from({ length: rounds }, () => drawDifference(counted, random))
  return { difference: total / pairs, ...middleOf(draws, 0.95), p: exchangeTest(apart, total, { rounds, random }) }
}

function drawDifference(groups: readonly GroupComparison[], random: Random): number {
  let apart = 0
  let pairs = 0
  for (let draw = 0; draw < groups.length; draw++) {
    const group = groups[Math.floor(random() * groups.length)]!
    apart += group.first - group.second
    pairs += group.pairs
  }
  return apart / pairs
}

/** (1 + as large) / (1 + rounds), so that it is never 0 (Phipson and Smyth 2010); 1 where the two never differ. */
function exchangeTest(
  apart: readonly number[],
  total: number,
  { rounds, random }: { rounds: number; random: Random },
): number {
  const differing = apart.filter((difference) => difference !== 0)
  let asLarge = 0
  for (let round = 0; round < rounds; round++) {
    const sum = differing.reduce((at, difference) => at + (random() < 0.5 ? difference : -difference), 0)
    if (Math.abs(sum) >= Math.abs(total) - 1e-9) asLarge++
  }
  return (1 + asLarge) / (1 + rounds)
}
