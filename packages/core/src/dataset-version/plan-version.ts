import { createHash } from 'node:crypto'
import type { DatasetCounts, Split } from '@plackett/contracts'
import { groupOf, splitByGroup } from '@plackett/datasets'
import type { Database } from '../scope/scope.ts'
import { type RankedPrompt, rankedPrompts } from './ranked-prompts.ts'
import { rankingAnnotators } from './ranking-annotators.ts'

export interface VersionPlan {
  counts: DatasetCounts
  /** By prompt. */
  sideOf: Map<string, { group: string; split: Split }>
  /** By annotator; the same in every version of the project. */
  pseudonymOf: Map<string, string>
}

export interface SplitWish {
  trainShare: number
  seed: number
}

/** What a version frozen now would hold: its counts, the side of each prompt, and what each annotator is called in it. */
export async function planVersion(db: Database, projectId: string, wish: SplitWish): Promise<VersionPlan> {
  const prompts = (await rankedPrompts(db, projectId)).map((prompt) => ({ ...prompt, group: groupIn(prompt) }))
  const annotators = await rankingAnnotators(db, projectId)
  const sides = splitByGroup(
    prompts.map(({ group }) => group),
    wish,
  )
  const placed = prompts.map((prompt) => ({ ...prompt, split: sides.get(prompt.group)! }))
  return {
    counts: countsOf(placed, annotators.length),
    sideOf: new Map(placed.map(({ promptId, group, split }) => [promptId, { group, split }])),
    pseudonymOf: new Map(annotators.map((annotatorId, index) => [annotatorId, `annotator-${index + 1}`])),
  }
}

/** The group that the upload named, or the hash of what groupOf makes of the prompt: the text itself would stand twice. */
function groupIn({ groupKey, messages }: RankedPrompt): string {
  if (groupKey !== null) return groupKey
  const group = groupOf({ prompt: messages, completions: [] })
  return `prompt-${createHash('sha256').update(group).digest('hex').slice(0, 16)}`
}

function countsOf(prompts: (RankedPrompt & { split: Split })[], annotators: number): DatasetCounts {
  const side = (split: Split) => {
    const own = prompts.filter((prompt) => prompt.split === split)
    return { prompts: own.length, comparisons: sumOf(own, 'comparisons') }
  }
  return {
    prompts: prompts.length,
    completions: sumOf(prompts, 'completions'),
    rankings: sumOf(prompts, 'rankings'),
    annotators,
    comparisons: sumOf(prompts, 'comparisons'),
    ties: sumOf(prompts, 'ties'),
    train: side('train'),
    test: side('test'),
  }
}

function sumOf(prompts: RankedPrompt[], field: 'completions' | 'rankings' | 'comparisons' | 'ties'): number {
  return prompts.reduce((sum, prompt) => sum + prompt[field], 0)
}
