import { createHash } from 'node:crypto'
import type { Split } from '@plackett/contracts'

export interface SplitSettings {
  seed: number
  /** Share of the groups that train, 0..1. */
  trainShare: number
}

/**
 * Which side each group is on. Groups are ordered by sha-256 of (seed, group) and the first share of them trains, so
 * the answer depends on the set of groups alone, not on their order or how often each stands. With at least two groups
 * and a share strictly between 0 and 1 both sides have one.
 */
export function splitByGroup(groups: Iterable<string>, { seed, trainShare }: SplitSettings): Map<string, Split> {
  const ordered = [...new Set(groups)].map((group) => ({ group, key: keyOf(seed, group) }))
  ordered.sort((a, b) => (a.key < b.key ? -1 : 1))
  const train = trainCount(ordered.length, trainShare)
  return new Map(ordered.map(({ group }, index) => [group, index < train ? 'train' : 'test']))
}

function keyOf(seed: number, group: string): string {
  return createHash('sha256').update(`${seed}\n${group}`).digest('hex')
}

function trainCount(groups: number, share: number): number {
  if (share >= 1 || groups < 2) return groups
  return Math.min(groups - 1, Math.max(1, Math.round(groups * share)))
}
