import { claimSeconds, keepClaim, type SystemScope } from '@plackett/core'
import type { TrainingJob } from './run-training.ts'

export interface HeldClaim {
  /** Aborted once the run is not ours any more, or may not be: then nothing may be written about it. */
  lost: AbortSignal
  stop(): void
}

/** A cancelled run is noticed within a second. */
const beatMs = 1_000

/** Sends the run's heartbeat. A database that does not answer for the length of a claim costs it. */
export function holdClaim(scope: SystemScope, { claim, logger }: Pick<TrainingJob, 'claim' | 'logger'>): HeldClaim {
  const lost = new AbortController()
  let keptAt = performance.now()
  const beat = async () => {
    const begunAt = performance.now()
    const isKept = await keepClaim(scope, claim).catch((error: unknown) => {
      logger.warn({ err: error, trainingRunId: claim.trainingRunId }, 'The heartbeat failed')
      return begunAt - keptAt < claimSeconds * 1_000
    })
    if (isKept) keptAt = begunAt
    else lost.abort(new Error('The run is not this worker’s any more.'))
  }
  const timer = setInterval(beat, beatMs)
  return { lost: lost.signal, stop: () => clearInterval(timer) }
}
