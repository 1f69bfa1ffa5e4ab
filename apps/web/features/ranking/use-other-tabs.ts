import { type Dispatch, useEffect } from 'react'
import { serverNow } from '../../trpc/server-clock.ts'
import type { QueueAction } from './task-queue.ts'

const name = 'plackett.tasks'

/** Tells this person's other tabs that a task was answered or given back here. */
export function tellOtherTabs(assignmentId: string): void {
  const channel = new BroadcastChannel(name)
  channel.postMessage(assignmentId)
  channel.close()
}

/** Takes a task from the screen when another tab has answered it or given it back: two answers to it would be one too many. */
export function useOtherTabs(dispatch: Dispatch<QueueAction>): void {
  useEffect(() => {
    const channel = new BroadcastChannel(name)
    channel.onmessage = ({ data }: MessageEvent<string>) =>
      dispatch({ type: 'leave', assignmentId: data, isSkipped: false, now: serverNow() })
    return () => channel.close()
  }, [dispatch])
}
