import type { Assignment, Ranking, SubmitRankingInput } from '@plackett/contracts'
import { nextTask, type Scope, submitRanking } from '@plackett/core'

/** Leases the next task; fails the test where there is none. */
export async function lease(scope: Scope, projectId: string, holding: string[] = []): Promise<Assignment> {
  const next = await nextTask(scope, { projectId, holding })
  if (next.kind === 'none') throw new Error(`There is no task: ${next.reason}`)
  return next.assignment
}

export function idsOf({ completions }: Assignment): string[] {
  return completions.map(({ id }) => id)
}

type Said = Partial<Omit<Extract<SubmitRankingInput, { kind: 'ranking' }>, 'kind' | 'assignmentId'>>

/** Submits tiers of an assignment, and what else is told; the shown order, strictly, unless told. */
export function submit(
  scope: Scope,
  assignment: Assignment,
  { tiers = idsOf(assignment).map((id) => [id]), key = `key-${assignment.id}`, ...said }: Said & { key?: string } = {},
): Promise<Ranking> {
  return submitRanking(scope, {
    kind: 'ranking',
    assignmentId: assignment.id,
    idempotencyKey: key,
    activeMs: 1_000,
    tiers,
    ...said,
  })
}

/** Ranks the next task, the completions by their text, so that all annotators agree. */
export async function rankNext(scope: Scope, projectId: string): Promise<Ranking> {
  const assignment = await lease(scope, projectId)
  const sorted = [...assignment.completions].sort((a, b) => (a.text < b.text ? -1 : 1))
  return submit(scope, assignment, { tiers: sorted.map(({ id }) => [id]) })
}
