import type { Project } from '@plackett/contracts'
import { type Dispatch, useState } from 'react'
import { api } from '../../trpc/api.ts'
import { serverNow } from '../../trpc/server-clock.ts'
import { newKey } from '../common/new-key.ts'
import { useOutbox, useOutboxSnapshot } from '../outbox/outbox-context.tsx'
import type { OutboxRequest } from '../outbox/outbox-entry.ts'
import { useUser } from '../session/user-context.ts'
import { dropDraft } from './draft-store.ts'
import type { HeldTask, QueueAction } from './task-queue.ts'

export type Answer =
  | { kind: 'ranking'; tiers: string[][]; activeMs: number; typed: string }
  | { kind: 'not_rankable'; reason: string; activeMs: number }

interface Previous {
  task: HeldTask
  key: string
  tiers: string[][]
}

/** Gives answers to the outbox and moves on; the last one can be taken up again, and is then revised, not unsaid. */
export function useAnswers({ project, dispatch }: { project: Project; dispatch: Dispatch<QueueAction> }) {
  const user = useUser()
  const outbox = useOutbox()
  const { entries, stored } = useOutboxSnapshot()
  const [previous, setPrevious] = useState<Previous | null>(null)
  const [count, setCount] = useState(0)

  const leave = ({ assignment, revising }: HeldTask, options: { isSkipped: boolean }) => {
    dropDraft(assignment.id)
    const isSkipped = options.isSkipped && !revising
    dispatch({ type: 'leave', assignmentId: assignment.id, isSkipped, now: serverNow() })
  }

  const give = (task: HeldTask, answer: Answer) => {
    const request = requestFor(task, answer, (key) => stored.get(key)?.id ?? null)
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
    setPrevious({ task, key, tiers: answer.kind === 'ranking' ? answer.tiers : [] })
    if (!task.revising) setCount(count + 1)
    leave(task, { isSkipped: false })
  }

  const skip = (task: HeldTask) => {
    setPrevious(null)
    leave(task, { isSkipped: true })
    // Should this not arrive, the lease runs out by itself and the task returns all the same.
    if (!task.revising) api.assignment.release.mutate({ assignmentId: task.assignment.id }).catch(() => {})
  }

  const isRefused = entries.some((entry) => entry.key === previous?.key && entry.refusal !== null)
  const undo = () => {
    if (!previous || isRefused) return
    const { key, tiers, task } = previous
    dispatch({ type: 'reopen', assignment: task.assignment, revising: { key, tiers } })
    setPrevious(null)
  }
  return { give, skip, undo, count, previous: isRefused ? null : previous }
}

/** A first answer is submitted; to a task taken up again it is a revision of the answer that was given. */
function requestFor(task: HeldTask, answer: Answer, rankingIdOf: (key: string) => string | null): OutboxRequest | null {
  const common = { idempotencyKey: newKey(), activeMs: answer.activeMs }
  if (task.revising) {
    if (answer.kind !== 'ranking') return null
    const after = task.revising.key
    return { kind: 'revise', after, input: { ...common, rankingId: rankingIdOf(after), tiers: answer.tiers } }
  }
  const assignmentId = task.assignment.id
  if (answer.kind === 'ranking') {
    return { kind: 'submit', input: { kind: 'ranking', ...common, assignmentId, tiers: answer.tiers } }
  }
  return { kind: 'submit', input: { kind: 'not_rankable', ...common, assignmentId, reason: answer.reason } }
}
