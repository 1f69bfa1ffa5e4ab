import type { Assignment, NextTask, NoTaskReason } from '@plackett/contracts'
import type { LabelsState } from '../labels/labels-state.ts'

/** What is being revised: the answer given under this idempotency key, and how it stood. Places are completion ids. */
export interface Revising {
  key: string
  tiers: string[][]
  labels: LabelsState
}

export interface HeldTask {
  assignment: Assignment
  revising: Revising | null
}

/** The tasks on hand: the first is on the screen, the next one waits behind it. */
export interface TaskQueue {
  held: readonly HeldTask[]
  /** Why the server had no other task when last asked. */
  none: NoTaskReason | null
  /** Assignments given back: not to be handed out again while there is anything else. */
  skipped: readonly string[]
}

export type QueueAction =
  | { type: 'fetched'; next: NextTask }
  /** The task on the screen was answered, or given back. */
  | { type: 'leave'; assignmentId: string; isSkipped: boolean; now: number }
  | { type: 'reopen'; assignment: Assignment; revising: Revising }
  | { type: 'renewed'; assignmentId: string; leasedUntil: Date }
  /** Its lease is lost. The task on the screen stays there, since the person's work is on it. */
  | { type: 'lost'; assignmentId: string }
  | { type: 'ask-again' }

export const emptyQueue: TaskQueue = { held: [], none: null, skipped: [] }

/** How many tasks are wanted on hand: the one on the screen and the one after it. */
const wanted = 2

export function taskQueueReducer(queue: TaskQueue, action: QueueAction): TaskQueue {
  switch (action.type) {
    case 'fetched':
      return take(queue, action.next)
    case 'leave': {
      const rest = queue.held.filter(({ assignment }) => assignment.id !== action.assignmentId)
      // A task that waited too long behind another is nobody's now; reasons may have changed since they were given.
      const skipped = action.isSkipped ? [...queue.skipped, action.assignmentId] : queue.skipped
      return { held: rest.filter((task) => task.revising || isLive(task, action.now)), none: null, skipped }
    }
    case 'reopen':
      return { ...queue, held: [{ assignment: action.assignment, revising: action.revising }, ...queue.held] }
    case 'renewed':
      return { ...queue, held: queue.held.map((task) => renewed(task, action.assignmentId, action.leasedUntil)) }
    case 'lost':
      return {
        ...queue,
        held: queue.held.filter((task, index) => index === 0 || task.assignment.id !== action.assignmentId),
      }
    case 'ask-again':
      return queue.none === null ? queue : { ...queue, none: null, skipped: [] }
    default:
      return action satisfies never
  }
}

export function wantsMore(queue: TaskQueue): boolean {
  return queue.none === null && queue.held.filter((task) => !task.revising).length < wanted
}

function take(queue: TaskQueue, next: NextTask): TaskQueue {
  if (next.kind === 'none') return { ...queue, none: next.reason }
  if (queue.held.some(({ assignment }) => assignment.id === next.assignment.id)) return queue
  return { ...queue, held: [...queue.held, { assignment: next.assignment, revising: null }], none: null }
}

function renewed(task: HeldTask, assignmentId: string, leasedUntil: Date): HeldTask {
  return task.assignment.id === assignmentId ? { ...task, assignment: { ...task.assignment, leasedUntil } } : task
}

function isLive({ assignment }: HeldTask, now: number): boolean {
  return assignment.leasedUntil.getTime() > now
}
