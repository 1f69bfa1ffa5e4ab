import type { CompletionRecord, Message, RankingRecord } from '@plackett/contracts'
import type { CheckedRecord } from './checked-batches.ts'
import type { Content } from './content-key.ts'
import type { RankingImport } from './import-checked-rankings.ts'
import type { KnownTask } from './known-tasks.ts'

export interface RankingWithContent extends CheckedRecord<RankingRecord> {
  messages: Message[]
  content: Content
}

/** A task that the batch makes, with its prompt. */
export interface PlacedTask {
  taskId: string
  promptId: string
  contentKey: string
  messages: Message[]
  completions: (CompletionRecord & { id: string })[]
  externalId: string | null
  groupKey: string | null
  /** Raised by every ranking that the batch has of it. */
  overlap: number
}

export interface PlacedRanking {
  rankingId: string
  assignmentId: string
  taskId: string
  slot: number
  annotatorId: string
  line: number
  /** Completion ids in the order of the file, and their ranks. */
  completionIds: string[]
  ranks: number[]
}

export interface PlacedBatch {
  tasks: PlacedTask[]
  /** Tasks that were there, and how many rankings they get. */
  added: Map<string, number>
  rankings: PlacedRanking[]
}

interface Place extends KnownTask {
  fresh: PlacedTask | null
}

const secondRanking = 'a further ranking of the same completions by the same annotator, of which the first is kept'

/** Finds or makes the task of each ranking, and says who ranked it in which place; duplicates are left out. */
export async function placeRankings(
  batch: RankingWithContent[],
  target: RankingImport,
  find: (keys: string[]) => Promise<Map<string, KnownTask>>,
): Promise<PlacedBatch> {
  const known = await find([...new Set(batch.map(({ content }) => content.key))])
  const places = new Map<string, Place>([...known].map(([key, task]) => [key, { ...task, fresh: null }]))
  const placed: PlacedBatch = { tasks: [], added: new Map(), rankings: [] }
  for (const { line, record, messages, content } of batch) {
    let place = places.get(content.key)
    if (place === undefined) {
      const fresh = newTask(target, { record, messages, contentKey: content.key })
      placed.tasks.push(fresh)
      const completionIds = content.order.map((at) => fresh.completions[at]!.id)
      place = { fresh, taskId: fresh.taskId, completionIds, slots: 0, annotatorIds: new Set(), unnamed: 0 }
      places.set(content.key, place)
    }
    const ranking = placeRanking(place, target, { line, record, order: content.order })
    if (ranking === null) continue
    placed.rankings.push(ranking)
    if (place.fresh !== null) place.fresh.overlap += 1
    else placed.added.set(place.taskId, (placed.added.get(place.taskId) ?? 0) + 1)
  }
  return placed
}

function newTask(
  { newId }: RankingImport,
  { record, messages, contentKey }: { record: RankingRecord; messages: Message[]; contentKey: string },
): PlacedTask {
  return {
    taskId: newId(),
    promptId: newId(),
    contentKey,
    messages,
    completions: record.completions.map((completion) => ({ ...completion, id: newId() })),
    externalId: record.id ?? null,
    groupKey: record.group ?? null,
    overlap: 0,
  }
}

function placeRanking(
  place: Place,
  { annotators, newId, loss }: RankingImport,
  { line, record, order }: { line: number; record: RankingRecord; order: number[] },
): PlacedRanking | null {
  const isNamed = record.annotator !== undefined
  const annotatorId = isNamed ? annotators.named(record.annotator!) : annotators.unnamed(place.unnamed + 1)
  if (!isNamed) place.unnamed += 1
  if (place.annotatorIds.has(annotatorId)) {
    loss.at(line)
    loss.note(secondRanking)
    return null
  }
  place.annotatorIds.add(annotatorId)
  place.slots += 1
  const completionIds: string[] = []
  for (const [index, at] of order.entries()) completionIds[at] = place.completionIds[index]!
  const ids = { rankingId: newId(), assignmentId: newId(), taskId: place.taskId, annotatorId }
  return { ...ids, slot: place.slots - 1, line, completionIds, ranks: sportRanks(record.ranks) }
}

/** As the ranking screen stores them: "1, 2, 2, 3" is "1, 2, 2, 4". */
function sportRanks(ranks: readonly number[]): number[] {
  return ranks.map((rank) => 1 + ranks.filter((other) => other < rank).length)
}
