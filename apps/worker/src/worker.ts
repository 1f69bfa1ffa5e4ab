import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  deliverWebhookTask,
  type SystemScope,
  sweepDeliveries,
  sweepTrainingRuns,
  trainRewardModelTask,
} from '@plackett/core'
import { Logger as QueueLogger, run } from 'graphile-worker'
import type { Logger } from 'pino'
import { z } from 'zod'
import { runTraining } from './training/run-training.ts'
import { deliverWebhook } from './webhooks/deliver-webhook.ts'

export interface WorkerOptions {
  databaseUrl: string
  home: string
  /** Tells this process from every other one that ever ran. */
  workerId: string
  codeVersion: string
  logger: Logger
}

export interface Worker {
  /** Puts what is being trained back into the queue, and ends. */
  stop(): Promise<void>
}

/** Together with the length of a claim: a killed worker's run is taken up again within 12 seconds. */
const sweepMs = 3_000

const payload = z.object({ trainingRunId: z.uuid() })
const delivery = z.object({ deliveryId: z.uuid() })

/** Receivers may be slow; a run that trains for hours must not keep the others waiting either. */
const deliveriesAtOnce = 4

/** Takes training runs from the queue, one at a time: training uses every core there is. */
export async function startWorker(scope: SystemScope, options: WorkerOptions): Promise<Worker> {
  const { databaseUrl, home, workerId, codeVersion, logger } = options
  const runsDirectory = join(home, 'runs')
  const backbonesDirectory = join(home, 'backbones')
  await mkdir(runsDirectory, { recursive: true })
  const stopping = new AbortController()
  const runner = await run({
    connectionString: databaseUrl,
    concurrency: 1,
    noHandleSignals: true,
    logger: queueLogger(logger),
    taskList: {
      [trainRewardModelTask]: async (job) => {
        const claim = { ...payload.parse(job), workerId }
        const place = { runsDirectory, backbonesDirectory }
        await runTraining(scope, { claim, ...place, codeVersion, logger, stopping: stopping.signal })
      },
    },
  })
  const messenger = await run({
    connectionString: databaseUrl,
    concurrency: deliveriesAtOnce,
    noHandleSignals: true,
    logger: queueLogger(logger),
    taskList: { [deliverWebhookTask]: (job) => deliverWebhook(scope, delivery.parse(job).deliveryId) },
  })
  const sweeping = setInterval(() => sweep(scope, logger), sweepMs)
  await sweep(scope, logger)
  return {
    async stop() {
      clearInterval(sweeping)
      stopping.abort(new Error('The worker ends.'))
      await Promise.all([runner.stop(), messenger.stop()])
    },
  }
}

async function sweep(scope: SystemScope, logger: Logger): Promise<void> {
  for (const part of [sweepTrainingRuns, sweepDeliveries]) {
    await part(scope).catch((error: unknown) => logger.warn({ err: error }, 'The sweep failed'))
  }
}

/** The queue's own messages, as ours; that a job came and went is of no interest. */
function queueLogger(logger: Logger): QueueLogger {
  return new QueueLogger(() => (level, message) => {
    if (level === 'error') logger.error(message)
    else if (level === 'warning') logger.warn(message)
    else logger.debug(message)
  })
}
