/** Who runs a run. Every write of a worker names it, and does nothing once the claim is lost. */
export interface Claim {
  trainingRunId: string
  workerId: string
}

/** A worker that has not been heard of for this long is taken for dead. It sends a heartbeat every second. */
export const claimSeconds = 9

/** Tries of a run whose worker died, before it is given up. */
export const maxAttempts = 3

/** The row that a claim is on, as long as it holds. */
export function heldBy({ trainingRunId, workerId }: Claim) {
  return { id: trainingRunId, workerId, status: 'running' as const }
}
