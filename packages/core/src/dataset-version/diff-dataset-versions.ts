import { isDeepStrictEqual } from 'node:util'
import { AppError, type DatasetVersionDiff, type DiffDatasetVersionsInput } from '@plackett/contracts'
import { readVersionParquet } from '@plackett/datasets'
import type { Scope } from '../scope/scope.ts'
import { datasetVersionOf } from './dataset-version-of.ts'
import { loadDatasetVersion } from './load-dataset-version.ts'

const sampleSize = 20

/** What `other` holds and the version does not, and the other way about. Both have to be of one project. */
export async function diffDatasetVersions(
  scope: Scope,
  { datasetVersionId, otherId }: DiffDatasetVersionsInput,
): Promise<DatasetVersionDiff> {
  const before = datasetVersionOf(await loadDatasetVersion(scope, 'dataset-version:view', datasetVersionId))
  const after = datasetVersionOf(await loadDatasetVersion(scope, 'dataset-version:view', otherId))
  if (before.projectId !== after.projectId) throw new AppError('DATASET_VERSION_NOT_FOUND')
  const [old, fresh] = [await contentOf(scope, before.contentHash), await contentOf(scope, after.contentHash)]
  const isChanged = (place: string) => old.rankings.has(place) && old.rankings.get(place) !== fresh.rankings.get(place)
  const places = [...fresh.rankings.keys()]
  return {
    added: sampled(places.filter((place) => !old.rankings.has(place)).map((place) => fresh.rankings.get(place)!)),
    removed: sampled(
      [...old.rankings].filter(([place]) => !fresh.rankings.has(place)).map(([, rankingId]) => rankingId),
    ),
    changed: sampled(places.filter(isChanged).map((place) => fresh.rankings.get(place)!)),
    movedTasks: sampled(
      [...fresh.sides].filter(([task, side]) => (old.sides.get(task) ?? side) !== side).map(([task]) => task),
    ),
    kept: places.filter((place) => old.rankings.get(place) === fresh.rankings.get(place)).length,
    settings: settingsThatDiffer(before.settings, after.settings),
  }
}

interface Content {
  /** By task and annotator: the ranking, which a revision or, of an order over several, another ranking changes. */
  rankings: Map<string, string>
  /** By task. */
  sides: Map<string, string>
}

async function contentOf({ storage }: Scope, contentHash: string): Promise<Content> {
  const content: Content = { rankings: new Map(), sides: new Map() }
  for await (const row of readVersionParquet(await storage.read(contentHash))) {
    const said = row.sources.length > 1 ? `${row.taskId} of ${row.sources.join(' ')}` : row.rankingId
    content.rankings.set(`${row.taskId} ${row.annotator}`, said)
    content.sides.set(row.taskId, row.split)
  }
  return content
}

function sampled(ids: string[]): DatasetVersionDiff['added'] {
  return { count: ids.length, sample: ids.slice(0, sampleSize) }
}

function settingsThatDiffer(before: object, after: object): string[] {
  const values = (settings: object, name: string) => (settings as Record<string, unknown>)[name]
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names.filter((name) => !isDeepStrictEqual(values(before, name), values(after, name))).sort()
}
