import type { Project, SessionEvent, SkipReason } from '@plackett/contracts'
import { type Dispatch, useState } from 'react'
import { api } from '../../trpc/api.ts'
import { serverNow } from '../../trpc/server-clock.ts'
import { newKey } from '../common/new-key.ts'
import { type LabelsState, noLabels, type Said } from '../labels/labels-state.ts'
import { useOutbox, useOutboxSnapshot } from '../outbox/outbox-context.tsx'
import type { OutboxRequest } from '../outbox/outbox-entry.ts'
import { useUser } from '../session/user-context.ts'
import { dropDraft } from './draft-store.ts'
import type { HeldTask, QueueAction } from './task-queue.ts'
import { tellOtherTabs } from './use-other-tabs.ts'

export type Answer =
  | {
      kind: 'ranking'
      tiers: string[][]
      asShown: boolean
      activeMs: number
      typed: string
      events: SessionEvent[]
      said: Said
      labels: LabelsState
    }
  | { kind: 'not_rankable'; reason: string; activeMs: number }

interface Previous {
  task: HeldTask
  key: string
  tiers: string[][]
  labels: LabelsState
}

interface AnswersOptions {
  project: Project
  /** The version of the guidelines that the person has been shown. */
  guidelinesVersion: number
  dispatch: Dispatch<QueueAction>
}

/** Gives answers to the outbox and moves on; the last one can be taken up again, and is then revised, not unsaid. */
export function useAnswers({ project, guidelinesVersion, dispatch }: AnswersOptions) {
  const user = useUser()
  const outbox = useOutbox()
  const { entries, stored } = useOutboxSnapshot()
  const [previous, setPrevious] = useState<Previous | null>(null)
  const [count, setCount] = useState(0)

  const leave = ({ assignment, revising }: HeldTask, options: { isSkipped: boolean }) => {
    dropDraft(assignment.id)
    tellOtherTabs(assignment.id)
    const isSkipped = options.isSkipped && !revising
    dispatch({ type: 'leave', assignmentId: assignment.id, isSkipped, now: serverNow() })
  }

  const give = (task: HeldTask, answer: Answer) => {
    const request = requestFor(task, answer, { guidelinesVersion, rankingIdOf: (key) => stored.get(key)?.id ?? null })
    if (!request || !outbox) return
    const key = request.input.idempotencyKey
    outbox.add({
      key,
      userId: user.id,
      projectId: project.id,
      taskId: task.assignment.taskId,
      title: task.assignment.prompt.at(-1)?.content.trim().split('\n', 1)[0] ?? '',
      answer: answer.kind === 'ranking' ? answer.typed : answer.reason,
      madeAt: Date.now(),
      attempts: 0,
      notBefore: 0,
      waitsFor: 'nothing',
      refusal: null,
      request,
    })
    const { tiers, labels } = answer.kind === 'ranking' ? answer : { tiers: [], labels: noLabels }
    setPrevious({ task, key, tiers, labels })
    if (!task.revising) setCount(count + 1)
    leave(task, { isSkipped: false })
  }

  const skip = (task: HeldTask, reason: { reason: SkipReason; note?: string }) => {
    setPrevious(null)
    leave(task, { isSkipped: true })
    // Should this not arrive, the lease runs out by itself and the task returns all the same.
    if (!task.revising) api.assignment.skip.mutate({ assignmentId: task.assignment.id, ...reason }).catch(() => {})
  }

  const isRefused = entries.some((entry) => entry.key === previous?.key && entry.refusal !== null)
  const undo = () => {
    if (!previous || isRefused) return
    const { key, tiers, labels, task } = previous
    dispatch({ type: 'reopen', assignment: task.assignment, revising: { key, tiers, labels } })
    setPrevious(null)
  }
  return { give, skip, undo, count, previous: isRefused ? null : previous }
}

/** A first answer is submitted; to a task taken up again it is a revision of the answer that was given. */
function requestFor(
  task: HeldTask,
  answer: Answer,
  { guidelinesVersion, rankingIdOf }: { guidelinesVersion: number; rankingIdOf: (key: string) => string | null },
): OutboxRequest | null {
  const common = { idempotencyKey: newKey(), activeMs: answer.activeMs, guidelinesVersion }
  if (task.revising) {
    if (answer.kind !== 'ranking') return null
    const after = task.revising.key
    return {
      kind: 'revise',
      after,
      input: { ...common, rankingId: rankingIdOf(after), ...judgementOf(answer) },
    }
  }
  const assignmentId = task.assignment.id
  if (answer.kind === 'ranking') {
    return {
      kind: 'submit',
      input: { kind: 'ranking', ...common, assignmentId, ...judgementOf(answer) },
    }
  }
  return { kind: 'submit', input: { kind: 'not_rankable', ...common, assignmentId, reason: answer.reason } }
}

function judgementOf({ tiers, asShown, events, said }: Extract<Answer, { kind: 'ranking' }>) {
  return { tiers, asShown, events, ...said }
}
