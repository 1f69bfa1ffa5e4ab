import { createHash } from 'node:crypto'
import type { CompletionLabels, Tiers } from '@plackett/contracts'

/** What a ranking says beside the order, as far as the label settings ask for it. */
export interface Judgement {
  tiers: Tiers
  asShown?: boolean | undefined
  strength?: number | undefined
  allBad?: boolean | undefined
  labels?: CompletionLabels[] | undefined
}

/** What a person said of a task. */
export type Answer = ({ kind: 'ranking' } & Judgement) | { kind: 'not_rankable'; reason: string }

/**
 * SHA-256 of what a submission says, so that a reused idempotency key with another answer is noticed. The order within a
 * tier says nothing, and the time worked may be measured again before a retry.
 */
export function hashOfAnswer(about: string, answer: Answer & { comment?: string | undefined }): string {
  const said = answer.kind === 'ranking' ? saidOf(answer) : answer.reason
  const content = JSON.stringify([about, answer.kind, said, answer.comment ?? null])
  return createHash('sha256').update(content).digest('hex')
}

/** A plain order is said as ever, so that answers kept in browsers from before still match. */
function saidOf({ tiers, strength, allBad = false, labels = [] }: Judgement): unknown {
  const order = tiers.map((tier) => [...tier].sort())
  if (strength === undefined && !allBad && labels.length === 0) return order
  const sorted = labels.toSorted((a, b) => (a.completionId < b.completionId ? -1 : 1))
  return { order, strength, allBad, labels: sorted.map(saidOfCompletion) }
}

function saidOfCompletion({ ratings, flags, ...labels }: CompletionLabels) {
  return { ...labels, ratings: Object.entries(ratings).sort(), flags: [...flags].sort() }
}
