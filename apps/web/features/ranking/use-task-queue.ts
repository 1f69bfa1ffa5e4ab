import type { NextTask } from '@plackett/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useReducer, useRef, useState } from 'react'
import { api } from '../../trpc/api.ts'
import { problemOf } from '../../trpc/problem-of.ts'
import { useOutboxSnapshot } from '../outbox/outbox-context.tsx'
import type { OutboxEntry } from '../outbox/outbox-entry.ts'
import { adoptDraft, hasDrafts, loadDraft } from './draft-store.ts'
import { emptyQueue, taskQueueReducer, wantsMore } from './task-queue.ts'

const retryMs = 5_000
const lookAgainMs = 20_000
const mostHeld = 20

/** Keeps the next task fetched while one is worked on; looks again by itself when there was none or no answer. */
export function useTaskQueue(projectId: string) {
  const [queue, dispatch] = useReducer(taskQueueReducer, emptyQueue)
  const [problem, setProblem] = useState<unknown>(null)
  const { entries, savedAt } = useOutboxSnapshot()
  const queryClient = useQueryClient()
  const isAsking = useRef(false)
  const [round, setRound] = useState(0)

  const kept = [...queue.held.map(({ assignment }) => assignment.id), ...unsent(entries)]
  const holding = [...kept, ...queue.skipped.toReversed()].slice(0, mostHeld)
  const mayAsk = wantsMore(queue) && problem === null && kept.length < mostHeld
  const isIdle = queue.held.length === 0
  const latestHolding = useRef(holding)
  useEffect(() => {
    latestHolding.current = holding
  })

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again although nothing else changed
  useEffect(() => {
    if (!mayAsk || isAsking.current) return
    isAsking.current = true
    askForTasks(projectId, latestHolding.current)
      .then((found) => {
        for (const next of found) dispatch({ type: 'fetched', next })
      })
      .catch((error: unknown) => {
        setProblem(error)
        if (problemOf(error).code === 'UNAUTHENTICATED') queryClient.invalidateQueries({ queryKey: ['session'] })
      })
      .finally(() => {
        isAsking.current = false
        setRound((count) => count + 1)
      })
  }, [mayAsk, projectId, round])

  useEffect(() => {
    if (problem === null) return
    const timer = setTimeout(() => setProblem(null), retryMs)
    return () => clearTimeout(timer)
  }, [problem])

  useEffect(() => {
    if (queue.none === null) return
    const timer = setTimeout(() => dispatch({ type: 'ask-again' }), lookAgainMs)
    return () => clearTimeout(timer)
  }, [queue.none])

  // The last reason was given before the server had the last answer, which may have changed it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer that was saved is what to look again for
  useEffect(() => {
    if (isIdle) dispatch({ type: 'ask-again' })
  }, [savedAt])

  return { queue, dispatch, problem, retry: () => setProblem(null) }
}

/**
 * The next task. On a page just opened, where a reload may have interrupted somebody, also the one after it: the one that
 * was begun comes first, in whichever order the server remembers them.
 */
async function askForTasks(projectId: string, holding: string[]): Promise<NextTask[]> {
  const next = adopted(await api.assignment.next.mutate({ projectId, holding }))
  if (holding.length > 0 || next.kind === 'none' || !hasDrafts() || isBegun(next)) return [next]
  const other = adopted(await api.assignment.next.mutate({ projectId, holding: [next.assignment.id] }))
  return isBegun(other) ? [other, next] : [next, other]
}

/** What another browser of this person began of it is begun here too. */
function adopted(next: NextTask): NextTask {
  if (next.kind === 'task') adoptDraft(next.assignment.id, next.assignment.draft)
  return next
}

function isBegun(next: NextTask): boolean {
  return next.kind === 'task' && loadDraft(next.assignment.id) !== null
}

/** Assignments answered here which the server does not know to be: it would hand them out again. */
function unsent(entries: readonly OutboxEntry[]): string[] {
  return entries.flatMap(({ request, refusal }) =>
    request.kind === 'submit' && refusal === null ? [request.input.assignmentId] : [],
  )
}
