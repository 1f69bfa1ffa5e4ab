import type { RankingRecord } from '@plackett/contracts'
import { groupOf, type SplitSettings, splitByGroup } from '@plackett/datasets'

export interface Sides {
  train: RankingRecord[]
  heldOut: RankingRecord[]
}

/** Parts rankings by group, so that no group is on both sides. */
export function splitRankings(rankings: readonly RankingRecord[], settings: SplitSettings): Sides {
  const groups = rankings.map(groupOf)
  const split = splitByGroup(groups, settings)
  const isTrain = (_: RankingRecord, index: number) => split.get(groups[index]!) === 'train'
  return {
    train: rankings.filter(isTrain),
    heldOut: rankings.filter((ranking, index) => !isTrain(ranking, index)),
  }
}

/** How many groups of the test side are on the training side too: figures on those flatter the model. */
export function countSharedGroups(train: readonly RankingRecord[], test: readonly RankingRecord[]): number {
  const trained = new Set(train.map(groupOf))
  return [...new Set(test.map(groupOf))].filter((group) => trained.has(group)).length
}
