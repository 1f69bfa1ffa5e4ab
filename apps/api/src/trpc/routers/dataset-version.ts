import {
  datasetCounts,
  datasetVersion,
  datasetVersionDiff,
  datasetVersionReference,
  diffDatasetVersionsInput,
  freezeDatasetVersionInput,
  previewDatasetVersionInput,
  projectReference,
} from '@plackett/contracts'
import {
  diffDatasetVersions,
  freezeDatasetVersion,
  listDatasetVersions,
  previewDatasetVersion,
  viewDatasetVersion,
} from '@plackett/core'
import { z } from 'zod'
import { procedure, router } from '../init.ts'

export const datasetVersionRouter = router({
  list: procedure
    .input(projectReference)
    .output(z.array(datasetVersion))
    .query(({ ctx, input }) => listDatasetVersions(ctx.scope, input)),

  get: procedure
    .input(datasetVersionReference)
    .output(datasetVersion)
    .query(({ ctx, input }) => viewDatasetVersion(ctx.scope, input)),

  preview: procedure
    .input(previewDatasetVersionInput)
    .output(datasetCounts)
    .query(({ ctx, input }) => previewDatasetVersion(ctx.scope, input)),

  diff: procedure
    .input(diffDatasetVersionsInput)
    .output(datasetVersionDiff)
    .query(({ ctx, input }) => diffDatasetVersions(ctx.scope, input)),

  freeze: procedure
    .input(freezeDatasetVersionInput)
    .output(datasetVersion)
    .mutation(({ ctx, input }) => freezeDatasetVersion(ctx.scope, input)),
})
