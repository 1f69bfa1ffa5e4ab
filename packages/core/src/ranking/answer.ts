import { createHash } from 'node:crypto'
import type { Tiers } from '@plackett/contracts'

/** What a person said of a task. */
export type Answer = { kind: 'ranking'; tiers: Tiers } | { kind: 'not_rankable'; reason: string }

/**
 * SHA-256 of what a submission says, so that a reused idempotency key with another answer is noticed. The order within a
 * tier says nothing, and the time worked may be measured again before a retry.
 */
export function hashOfAnswer(about: string, answer: Answer & { comment?: string | undefined }): string {
  const said = answer.kind === 'ranking' ? answer.tiers.map((tier) => [...tier].sort()) : answer.reason
  const content = JSON.stringify([about, answer.kind, said, answer.comment ?? null])
  return createHash('sha256').update(content).digest('hex')
}
