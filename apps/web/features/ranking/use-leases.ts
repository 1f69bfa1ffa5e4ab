import { type Dispatch, useEffect, useRef, useState } from 'react'
import { api } from '../../trpc/api.ts'
import { problemOf } from '../../trpc/problem-of.ts'
import { serverNow } from '../../trpc/server-clock.ts'
import type { QueueAction, TaskQueue } from './task-queue.ts'

const lookMs = 10_000
/** Silence after which a person is taken to have left, and leases are let run out. */
const awayMs = 120_000

interface UseLeasesOptions {
  queue: TaskQueue
  dispatch: Dispatch<QueueAction>
  leaseMinutes: number
}

/** Extends the leases of the tasks on hand while the person works. Returns the assignments whose lease was lost. */
export function useLeases({ queue, dispatch, leaseMinutes }: UseLeasesOptions): ReadonlySet<string> {
  const [lost, setLost] = useState<ReadonlySet<string>>(new Set())
  const held = useRef(queue.held)
  useEffect(() => {
    held.current = queue.held
  })

  useEffect(() => {
    let lastSignAt = Date.now()
    const note = () => {
      lastSignAt = Date.now()
    }
    const renewWhenDue = async () => {
      if (Date.now() - lastSignAt > awayMs || document.hidden) return
      const due = held.current.filter(
        ({ assignment, revising }) =>
          !revising && remainingMs(assignment.leasedUntil) < (leaseMinutes * 60_000 * 2) / 3,
      )
      for (const { assignment } of due) await renew(assignment.id)
    }
    const renew = async (assignmentId: string) => {
      try {
        const { leasedUntil } = await api.assignment.renew.mutate({ assignmentId })
        dispatch({ type: 'renewed', assignmentId, leasedUntil })
        setLost((before) =>
          before.has(assignmentId) ? new Set([...before].filter((id) => id !== assignmentId)) : before,
        )
      } catch (error) {
        const { code } = problemOf(error)
        if (code !== 'ASSIGNMENT_EXPIRED' && code !== 'ASSIGNMENT_NOT_FOUND') return
        dispatch({ type: 'lost', assignmentId })
        setLost((before) => new Set(before).add(assignmentId))
      }
    }
    for (const sign of ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const) {
      window.addEventListener(sign, note, { passive: true })
    }
    const timer = setInterval(renewWhenDue, lookMs)
    return () => {
      clearInterval(timer)
      for (const sign of ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const)
        window.removeEventListener(sign, note)
    }
  }, [dispatch, leaseMinutes])

  return lost
}

export function remainingMs(leasedUntil: Date): number {
  return leasedUntil.getTime() - serverNow()
}
