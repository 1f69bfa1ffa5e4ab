import { AppError, type RankingRecord } from '@plackett/contracts'
import { rankingRecordOf, readVersionParquet } from '@plackett/datasets'
import type { SystemScope } from '../scope/scope.ts'

export interface TrainingData {
  train: RankingRecord[]
  heldOut: RankingRecord[]
}

/** The rankings of a run's version, by side. */
export async function loadTrainingData(
  { db, storage }: SystemScope,
  { datasetVersionId }: { datasetVersionId: string },
): Promise<TrainingData> {
  const version = await db.datasetVersion.findUnique({ where: { id: datasetVersionId } })
  if (version === null) throw new AppError('DATASET_VERSION_NOT_FOUND')
  const rows = readVersionParquet(await storage.read(version.contentHash))
  const data: TrainingData = { train: [], heldOut: [] }
  for await (const row of rows) data[row.split === 'train' ? 'train' : 'heldOut'].push(rankingRecordOf(row))
  return data
}
