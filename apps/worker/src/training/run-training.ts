import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, isBuiltInBackbone, type RewardTrainingConfig } from '@plackett/contracts'
import {
  type Claim,
  type ClaimedRun,
  claimTrainingRun,
  failTrainingRun,
  finishTrainingRun,
  loadTrainingData,
  releaseClaim,
  type SystemScope,
} from '@plackett/core'
import { trainRewardModel } from '@plackett/training'
import type { Logger } from 'pino'
import { holdClaim } from './hold-claim.ts'
import { ProgressWriter } from './progress-writer.ts'

export interface TrainingJob {
  claim: Claim
  /** Where runs keep their checkpoints. */
  runsDirectory: string
  /** Where the app's users may put models to train on, a folder each. */
  backbonesDirectory: string
  codeVersion: string
  logger: Logger
  /** Aborted when the worker is asked to end. */
  stopping: AbortSignal
}

/**
 * Trains a run if it is to be had, from its checkpoint where there is one. Ended by the worker's end, it goes back to the
 * queue; cancelled, or taken for dead and given to another worker, it is left alone; anything else that fails ends the run.
 */
export async function runTraining(scope: SystemScope, job: TrainingJob): Promise<void> {
  const run = await claimTrainingRun(scope, job.claim)
  if (run === null) return
  const held = holdClaim(scope, job)
  try {
    await train(scope, job, { run, signal: AbortSignal.any([held.lost, job.stopping]) })
  } catch (error) {
    if (held.lost.aborted) job.logger.info({ trainingRunId: run.id }, 'The run was cancelled or taken over')
    else if (job.stopping.aborted) await releaseClaim(scope, job.claim)
    else await fail(scope, job, error)
  } finally {
    held.stop()
  }
}

async function train(
  scope: SystemScope,
  { claim, runsDirectory, backbonesDirectory, codeVersion }: TrainingJob,
  { run, signal }: { run: ClaimedRun; signal: AbortSignal },
): Promise<void> {
  const directory = join(runsDirectory, run.id)
  const outDir = join(directory, 'model')
  const writer = new ProgressWriter(scope, claim)
  const { report } = await trainRewardModel({
    ...(await loadTrainingData(scope, run)),
    config: placed(run.config, backbonesDirectory),
    outDir,
    checkpointDir: join(directory, 'checkpoint'),
    signal,
    onProgress: (progress) => writer.add(progress),
  }).finally(() => writer.flush())
  signal.throwIfAborted()
  const artefactHash = await scope.storage.putDirectory(outDir)
  await finishTrainingRun(scope, claim, { report, artefactHash, codeVersion })
  await rm(directory, { recursive: true, force: true })
}

/** A backbone that is not built in is a folder among those that this installation has. */
function placed(config: RewardTrainingConfig, directory: string): RewardTrainingConfig {
  const { backbone } = config
  return isBuiltInBackbone(backbone) ? config : { ...config, backbone: join(directory, backbone) }
}

async function fail(scope: SystemScope, { claim, logger }: TrainingJob, error: unknown): Promise<void> {
  logger.error({ err: error, trainingRunId: claim.trainingRunId }, 'The run failed')
  await failTrainingRun(
    scope,
    claim,
    error instanceof AppError ? error : new AppError('INTERNAL', {}, { cause: error }),
  )
}
