import { createHash } from 'node:crypto'
import { type DatasetCounts, messagesOf, type Split } from '@plackett/contracts'
import { groupOf, joinNearDuplicates, splitByGroup } from '@plackett/datasets'
import type { Database } from '../scope/scope.ts'
import { type RankedPrompt, rankedPrompts } from './ranked-prompts.ts'
import { rankingAnnotators } from './ranking-annotators.ts'
import type { VersionWish } from './selected-rankings.ts'

export interface VersionPlan {
  counts: DatasetCounts
  /** By prompt. */
  sideOf: Map<string, { group: string; split: Split }>
  /** By annotator; the same in every version of the project. */
  pseudonymOf: Map<string, string>
}

/** A prompt with its texts left out, so that a million of them fit into memory. */
interface PlannedPrompt extends Omit<RankedPrompt, 'messages' | 'groupKey'> {
  group: string
}

/**
 * What a version frozen now would hold: its counts, the side of each prompt, and what each annotator is called in it. Call it
 * in a transaction.
 */
export async function planVersion(db: Database, wish: VersionWish): Promise<VersionPlan> {
  const { prompts, nearDuplicates } = await groupedPrompts(db, wish)
  const annotators = await rankingAnnotators(db, wish)
  const groups = new Set(prompts.map(({ group }) => group))
  const sides = splitByGroup(groups, wish)
  const placed = prompts.map((prompt) => ({ ...prompt, split: sides.get(prompt.group)! }))
  return {
    counts: { ...countsOf(placed), annotators: annotators.selected.size, groups: groups.size, nearDuplicates },
    sideOf: new Map(placed.map(({ promptId, group, split }) => [promptId, { group, split }])),
    pseudonymOf: new Map(annotators.all.map((annotatorId, index) => [annotatorId, `annotator-${index + 1}`])),
  }
}

async function groupedPrompts(
  db: Database,
  wish: VersionWish,
): Promise<{ prompts: PlannedPrompt[]; nearDuplicates: number }> {
  const prompts: PlannedPrompt[] = []
  const texts: string[] = []
  for await (const { messages, groupKey, ...prompt } of rankedPrompts(db, wish)) {
    prompts.push({ ...prompt, group: groupKey ?? hashOfPrompt(messages) })
    if (wish.nearDuplicates !== null) texts.push(textOf(messages))
  }
  if (wish.nearDuplicates === null) return { prompts, nearDuplicates: 0 }
  return joinGroups(prompts, joinNearDuplicates(texts, wish.nearDuplicates))
}

/** The hash of what groupOf makes of the prompt: the text itself would stand twice. */
function hashOfPrompt(messages: RankedPrompt['messages']): string {
  const group = groupOf({ prompt: messages, completions: [] })
  return `prompt-${createHash('sha256').update(group).digest('hex').slice(0, 16)}`
}

/** What people asked, without what the system was told: that is the same for all prompts of a project. */
function textOf(messages: RankedPrompt['messages']): string {
  return messagesOf(messages)
    .filter(({ role }) => role !== 'system')
    .map(({ content }) => content)
    .join('\n')
}

/**
 * Groups that hold near duplicates become one, with the name that sorts first; `firsts` says which prompt each is like.
 * Joined are groups, not prompts: the other prompts of a group come along.
 */
function joinGroups(prompts: PlannedPrompt[], firsts: number[]): { prompts: PlannedPrompt[]; nearDuplicates: number } {
  const parent = new Map<string, string>()
  const rootOf = (group: string): string => {
    let root = group
    for (let next = parent.get(root); next !== undefined; next = parent.get(root)) root = next
    return root
  }
  let nearDuplicates = 0
  for (const [index, { group }] of prompts.entries()) {
    const [own, other] = [rootOf(group), rootOf(prompts[firsts[index]!]!.group)]
    if (group !== prompts[firsts[index]!]!.group) nearDuplicates += 1
    const [kept, joined] = [own, other].sort() as [string, string]
    if (kept !== joined) parent.set(joined, kept)
  }
  return { prompts: prompts.map((prompt) => ({ ...prompt, group: rootOf(prompt.group) })), nearDuplicates }
}

function countsOf(
  prompts: (PlannedPrompt & { split: Split })[],
): Omit<DatasetCounts, 'annotators' | 'groups' | 'nearDuplicates'> {
  const side = (split: Split) => {
    const own = prompts.filter((prompt) => prompt.split === split)
    return { prompts: own.length, comparisons: sumOf(own, 'comparisons') }
  }
  return {
    prompts: prompts.length,
    completions: sumOf(prompts, 'completions'),
    rankings: sumOf(prompts, 'rankings'),
    comparisons: sumOf(prompts, 'comparisons'),
    ties: sumOf(prompts, 'ties'),
    train: side('train'),
    test: side('test'),
  }
}

function sumOf(prompts: PlannedPrompt[], field: 'completions' | 'rankings' | 'comparisons' | 'ties'): number {
  return prompts.reduce((sum, prompt) => sum + prompt[field], 0)
}
