import {
  projectReference,
  startTrainingRunInput,
  trainingMetric,
  trainingMetricsInput,
  trainingRun,
  trainingRunReference,
} from '@plackett/contracts'
import {
  cancelTrainingRun,
  listTrainingMetrics,
  listTrainingRuns,
  startTrainingRun,
  viewTrainingRun,
} from '@plackett/core'
import { z } from 'zod'
import { procedure, router } from '../init.ts'

export const trainingRunRouter = router({
  list: procedure
    .input(projectReference)
    .output(z.array(trainingRun))
    .query(({ ctx, input }) => listTrainingRuns(ctx.scope, input)),

  get: procedure
    .input(trainingRunReference)
    .output(trainingRun)
    .query(({ ctx, input }) => viewTrainingRun(ctx.scope, input)),

  metrics: procedure
    .input(trainingMetricsInput)
    .output(z.array(trainingMetric))
    .query(({ ctx, input }) => listTrainingMetrics(ctx.scope, input)),

  start: procedure
    .input(startTrainingRunInput)
    .output(trainingRun)
    .mutation(({ ctx, input }) => startTrainingRun(ctx.scope, input)),

  cancel: procedure
    .input(trainingRunReference)
    .output(trainingRun)
    .mutation(({ ctx, input }) => cancelTrainingRun(ctx.scope, input)),
})
