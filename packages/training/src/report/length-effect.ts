import type { Evaluation } from '@plackett/contracts'
import { spearman } from '@plackett/preference'
import type { JudgedPair } from './judged-pairs.ts'
import { correlation } from './moments.ts'

/** How rewards go with length: over different texts, and over the pairs of a ranking, where the prompt is the same. */
export function lengthEffectOf(
  scored: readonly { reward: number; length: number }[],
  pairs: readonly JudgedPair[],
): Evaluation['length'] {
  const compared = pairs.filter(({ difference }) => difference !== null)
  // Each pair in both directions, so that it does not matter which one people preferred
  const rewards = compared.flatMap(({ difference }) => [difference!, -difference!])
  const lengths = compared.flatMap(({ lengths: [better, worse] }) => {
    const apart = Math.log1p(better) - Math.log1p(worse)
    return [apart, -apart]
  })
  return {
    spearman:
      scored.length < 2
        ? null
        : spearman(
            scored.map(({ reward }) => reward),
            scored.map(({ length }) => length),
          ),
    withinRankings: correlation(rewards, lengths),
  }
}
